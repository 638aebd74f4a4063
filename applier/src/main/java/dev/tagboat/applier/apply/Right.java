package dev.tagboat.applier.apply;

/**
 * Something that an account may be allowed to do.
 *
 * @param group {@code *} for all
 * @param resource plural, with its subresource after a slash; {@code *} for all
 * @param namespace empty for the whole cluster
 */
public record Right(String verb, String group, String resource, String namespace) {
  @Override
  public String toString() {
    String what = group.isEmpty() ? resource : resource + "." + group;
    String all = verb.equals("*") && resource.equals("*") ? "do everything" : verb + " " + what;
    return all + (namespace.isEmpty() ? " in the whole cluster" : " in " + namespace);
  }
}
