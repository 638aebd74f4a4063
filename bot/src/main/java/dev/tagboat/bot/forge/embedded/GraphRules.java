package dev.tagboat.bot.forge.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a branch in the graph. */
final class GraphRules {
  private GraphRules() {}

  private static Optional<Protection> of(Repo repo, String ref) {
    return ref.startsWith(GitRefs.HEADS)
        ? repo.protection(ref.substring(GitRefs.HEADS.length()))
        : Optional.empty();
  }

  static GraphObject connection(Repo repo, String ref) {
    List<GraphObject> nodes =
        of(repo, ref).stream()
            .flatMap(protection -> Rules.of(repo, protection).stream())
            .map(rule -> rule.path("type").asText().toUpperCase(Locale.ROOT))
            .map(type -> new GraphObject("RepositoryRule").with("type", type))
            .toList();
    return GraphObject.connection("RepositoryRuleConnection", nodes);
  }

  /** Classic protection, as far as everybody sees it. */
  static @Nullable GraphObject update(Repo repo, String ref) {
    return of(repo, ref)
        .map(
            protection ->
                new GraphObject("RefUpdateRule")
                    .with("pattern", protection.branch())
                    .with("requiresSignatures", protection.signatures())
                    .with("requiredStatusCheckContexts", protection.contexts()))
        .orElse(null);
  }
}
