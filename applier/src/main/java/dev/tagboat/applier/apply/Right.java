package dev.tagboat.applier.apply;

/**
 * Something that an account may be allowed to do.
 *
 * @param group {@code *} for all
 * @param resource plural, with its subresource after a slash; {@code *} for all
 * @param namespace empty for the whole cluster
 * @param name of the only object that is meant; empty for all of them
 */
public record Right(String verb, String group, String resource, String namespace, String name) {
  public Right(String verb, String group, String resource, String namespace) {
    this(verb, group, resource, namespace, "");
  }

  @Override
  public String toString() {
    String kind = group.isEmpty() ? resource : resource + "." + group;
    String what = name.isEmpty() ? kind : kind + "/" + name;
    String all = verb.equals("*") && resource.equals("*") ? "do everything" : verb + " " + what;
    return all + (namespace.isEmpty() ? " in the whole cluster" : " in " + namespace);
  }
}
