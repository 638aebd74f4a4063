package dev.tagboat.server.check;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hook amounts to.
 *
 * @param url to paste where the registry asks for one
 * @param checked of a sender, as a sentence
 * @param images which it may speak of
 * @param repositories the config repos that its images reach
 * @param unrouted those of {@code images} that, wholly or in part, no config repo follows
 * @param warnings sentences on what will not work as it looks
 */
public record HookCheck(
    String name,
    String type,
    String auth,
    String url,
    String checked,
    String registry,
    List<String> images,
    List<String> repositories,
    List<String> unrouted,
    List<String> warnings) {

  public HookCheck {
    images = List.copyOf(images);
    repositories = List.copyOf(repositories);
    unrouted = List.copyOf(unrouted);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param base what {@code /hooks/NAME} is put behind, without a slash at its end
   * @param showSecrets whether a secret that belongs into the URL is written out
   */
  static HookCheck of(Hook hook, List<Repository> repositories, String base, boolean showSecrets) {
    List<ImagePattern> images =
        hook.images().isEmpty()
            ? List.of(ImagePattern.parse(hook.registry() + "/**"))
            : hook.images();
    List<String> warnings = new ArrayList<>();
    Glob registry = Glob.of(ImagePattern.parse(hook.registry() + "/**"));
    for (ImagePattern image : images) {
      if (!registry.meets(Glob.of(image))) {
        warnings.add(image + " is not of " + hook.registry() + ", so it lets nothing in");
      }
    }
    warnings.addAll(Doubts.of(hook));
    return new HookCheck(
        hook.name(),
        hook.type().key(),
        hook.isGuarded() ? hook.auth().key() : "none",
        url(hook, base, showSecrets),
        SenderProof.of(hook),
        hook.registry(),
        images.stream().map(pattern -> shown(pattern, hook.registry())).toList(),
        repositories.stream().filter(r -> reaches(images, r)).map(Repository::key).toList(),
        unrouted(images, repositories),
        warnings);
  }

  // A hook speaks for one registry, so that is all that the pattern for everything means.
  private static String shown(ImagePattern pattern, String registry) {
    return pattern.whole().equals("**") ? registry + "/**" : pattern.toString();
  }

  private static String url(Hook hook, String base, boolean showSecrets) {
    String url = base + "/hooks/" + hook.name();
    if (hook.auth() != AuthKind.PATH || hook.secrets().isEmpty()) {
      return url;
    }
    return url + "/" + (showSecrets ? hook.secrets().get(0).reveal() : "***");
  }

  private static boolean reaches(List<ImagePattern> images, Repository repository) {
    return images.stream()
        .map(Glob::of)
        .anyMatch(image -> repository.images().stream().map(Glob::of).anyMatch(image::meets));
  }

  private static List<String> unrouted(List<ImagePattern> images, List<Repository> repositories) {
    List<Glob> followed =
        repositories.stream().flatMap(r -> r.images().stream()).map(Glob::of).toList();
    List<String> unrouted = new ArrayList<>();
    for (ImagePattern image : images) {
      Glob glob = Glob.of(image);
      if (followed.stream().noneMatch(glob::meets)) {
        unrouted.add(image + ": no config repo follows any of these");
      } else if (followed.stream().noneMatch(f -> f.holdsAll(glob))) {
        unrouted.add(image + ": config repos follow some of these, perhaps not all");
      }
    }
    return unrouted;
  }
}
