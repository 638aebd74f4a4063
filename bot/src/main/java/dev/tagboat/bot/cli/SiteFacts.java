package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.DetailFacts;
import dev.tagboat.bot.registry.ImageDetails;
import dev.tagboat.bot.scan.Site;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is known of the images that a place could run, and which of that was looked for in vain. */
final class SiteFacts extends DetailFacts {
  private final Site site;
  private final Answers answers;
  private final boolean moved;
  private final Set<Tag> known = new LinkedHashSet<>();
  private final Set<Tag> missing = new LinkedHashSet<>();

  /**
   * @param moved whether a pinned place is to be judged by what its tag points to now, rather than
   *     by the image it has
   */
  SiteFacts(Site site, Answers answers, Instant now, boolean moved) {
    super(now);
    this.site = site;
    this.answers = answers;
    this.moved = moved;
  }

  /** The tags of which something was known. */
  Set<Tag> known() {
    return Collections.unmodifiableSet(known);
  }

  /** The tags of which something was wanted that has no answer. */
  Set<Tag> missing() {
    return Collections.unmodifiableSet(missing);
  }

  Question.Details question(Tag tag) {
    Digest pinned = !moved && tag.equals(site.tag()) ? site.digest() : null;
    return new Question.Details(site.image(), tag, pinned);
  }

  @Override
  protected Optional<ImageDetails> details(Tag tag) {
    Optional<ImageDetails> answer = answers.to(question(tag));
    (answer.isPresent() ? known : missing).add(tag);
    return answer;
  }
}
