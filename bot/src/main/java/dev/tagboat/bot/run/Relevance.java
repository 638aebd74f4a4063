package dev.tagboat.bot.run;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of many tags the places of a config repo would take. */
final class Relevance {
  /** The planner gives a sentence for each refusal: a few hundred tags at a time are enough. */
  private static final int AT_ONCE = 500;

  /** Differs from what stands anywhere, as the digest of a tag that was moved would. */
  private static final Digest ANOTHER = new Digest("sha256:" + "0".repeat(64));

  private Relevance() {}

  static Set<Tag> of(Checkout checkout, ImageName image, List<Tag> tags) {
    List<Tag> best = new ArrayList<>();
    for (int from = 0; from < tags.size(); from += AT_ONCE) {
      List<Tag> some = tags.subList(from, Math.min(tags.size(), from + AT_ONCE));
      best.addAll(picked(checkout, image, some));
    }
    return picked(checkout, image, best);
  }

  private static Set<Tag> picked(Checkout checkout, ImageName image, List<Tag> tags) {
    List<Wanted> wanted = tags.stream().map(tag -> new Wanted(image, tag, ANOTHER)).toList();
    Set<Tag> picked = new LinkedHashSet<>();
    Planner.plan(wanted, checkout.rules().withoutProofs(), checkout.sites(), false)
        .bumps()
        .forEach(bump -> picked.add(bump.tag()));
    return picked;
  }
}
