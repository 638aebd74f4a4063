package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.RuleProblem;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Site;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our own comments, {@code # tagboat: …}; see {@link OwnComment}. */
final class CommentRules implements RuleSource {
  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    return hint instanceof Hint.Comment comment
        ? Optional.of(ruling(comment, site))
        : Optional.empty();
  }

  private static Ruling ruling(Hint.Comment comment, Site site) {
    Origin origin = new Origin(site.file(), comment.at(), ("# tagboat: " + comment.text()).strip());
    try {
      OwnComment own = OwnComment.parse(comment.text(), site.image());
      if (own.image() != null && !own.image().equals(site.image())) {
        return origin.wrong(
            "it is for "
                + own.image()
                + ", but "
                + site.image()
                + " stands here, so nothing is changed");
      }
      return ruling(own.rule(), origin);
    } catch (IllegalArgumentException e) {
      return unclear(e.getMessage(), origin);
    }
  }

  private static Ruling ruling(ImageRule rule, Origin origin) {
    Optional<RuleProblem> problem = ImagePolicy.problems(rule).stream().findFirst();
    return problem.isPresent()
        ? unclear(problem.get().sentence(), origin)
        : new Ruling(ImagePolicy.of(rule), origin.source(), rule.pin());
  }

  private static Ruling unclear(@Nullable String why, Origin origin) {
    return origin.wrong("it cannot be understood (" + why + "), so nothing is changed here");
  }
}
