package dev.tagboat.bot.run;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import java.util.Set;

/** Knows which tags of an image matter to a config repo, for those who only have a list of them. */
@FunctionalInterface
public interface Watcher {

  /** Nothing matters to anybody. */
  Watcher NONE = (target, image, tags) -> Set.of();

  /**
   * Of these tags, those that would be proposed if they were pushed now: each place's best, and the
   * one that stands at a place which follows digests. A rule that needs to know more of an image
   * than its tag picks none, unless it is who signed it, which is asked only when it is proposed.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when the config repo cannot be read now
   * @throws dev.tagboat.bot.fault.UserFault when a person must act before it can be
   */
  Set<Tag> relevant(Target target, ImageName image, List<Tag> tags);
}
