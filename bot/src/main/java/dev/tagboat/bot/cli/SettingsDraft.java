package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code .tagboat.yaml} for what was found: a rule where the current tags alone tell nothing, and
 * in comments everything that needs none.
 */
final class SettingsDraft {
  private static final Pattern COMMIT = Pattern.compile("(?=.*[a-f])[0-9a-f]{7,40}");
  private static final int MAX_TAGS = 4;

  private final Findings found;
  private final StringBuilder out = new StringBuilder();

  private SettingsDraft(Findings found) {
    this.found = found;
  }

  /** Why an image is treated as it is. */
  private enum Treatment {
    /** Its tags tell what is newer. */
    FOLLOWED,
    /** Somebody wrote a rule for another tool. */
    RULED,
    /** Its tags name commits: only the time tells. */
    COMMITS,
    /** Its tags are words: only the digest moves. */
    WORDS,
    /** No tag is written anywhere. */
    TAGLESS
  }

  static String of(Findings found) {
    return new SettingsDraft(found).write();
  }

  private String write() {
    Map<ImageName, List<Site>> images =
        found.sites().stream()
            .collect(Collectors.groupingBy(Site::image, TreeMap::new, Collectors.toList()));
    Map<Treatment, Set<ImageName>> treated = new TreeMap<>();
    images.forEach(
        (image, sites) ->
            treated.computeIfAbsent(treatment(sites), t -> new TreeSet<>()).add(image));
    line("# Rules of Tagboat for this repo, in its root. Changing them is a pull request, too.");
    line(
        "# Found: "
            + count(images.size(), "image")
            + " in "
            + count(found.sites().size(), "place")
            + ".");
    line("version: 1");
    comment(
        "Followed by the shape of their tags, without a rule:",
        treated,
        Treatment.FOLLOWED,
        images);
    comment("Ruled by what stands beside them:", treated, Treatment.RULED, images);
    comment("Named without a tag that could be moved:", treated, Treatment.TAGLESS, images);
    rules(treated, images);
    line("");
    line("pull-requests:");
    line("  # Make it in the repo, once: GitHub has the bot make it only if it may write issues.");
    line("  labels: [image-update]");
    return out.toString();
  }

  private void rules(Map<Treatment, Set<ImageName>> treated, Map<ImageName, List<Site>> images) {
    Set<ImageName> commits = treated.getOrDefault(Treatment.COMMITS, Set.of());
    Set<ImageName> words = treated.getOrDefault(Treatment.WORDS, Set.of());
    line("");
    if (commits.isEmpty() && words.isEmpty()) {
      line("# The rule with the most specific name holds. An example:");
      line("# images:");
      line("#   - name: \"ghcr.io/acme/*\"");
      line("#     policy: semver");
      line("#     range: \"^1.4\"");
      return;
    }
    line("images:");
    for (ImageName image : commits) {
      line("  # " + tags(images.getOrDefault(image, List.of())) + ": a commit tells no order");
      line("  - name: \"" + image + "\"");
      line("    policy: newest");
      line("    allow: '^[0-9a-f]{7,40}$'");
    }
    for (ImageName image : words) {
      line(
          "  # "
              + tags(images.getOrDefault(image, List.of()))
              + ": the tag stays, its digest moves");
      line("  - name: \"" + image + "\"");
      line("    policy: digest");
    }
  }

  private void comment(
      String title,
      Map<Treatment, Set<ImageName>> treated,
      Treatment which,
      Map<ImageName, List<Site>> images) {
    Set<ImageName> some = treated.getOrDefault(which, Set.of());
    if (some.isEmpty()) {
      return;
    }
    line("");
    line("# " + title);
    for (ImageName image : some) {
      List<Site> sites = images.getOrDefault(image, List.of());
      String where = which == Treatment.RULED ? " (" + source(sites) + ")" : "";
      line("#   " + image + " " + tags(sites) + where);
    }
  }

  private String source(List<Site> sites) {
    return sites.stream()
        .map(site -> found.ruling(site).source())
        .filter(source -> !source.equals(Ruling.DEFAULT))
        .findFirst()
        .map(Printable::plain)
        .orElse(Ruling.DEFAULT);
  }

  private Treatment treatment(List<Site> sites) {
    if (sites.stream().anyMatch(site -> !found.ruling(site).source().equals(Ruling.DEFAULT))) {
      return Treatment.RULED;
    }
    List<Tag> tags = sites.stream().map(Site::tag).filter(tag -> tag != null).distinct().toList();
    if (tags.isEmpty()) {
      return Treatment.TAGLESS;
    }
    if (tags.stream().allMatch(tag -> COMMIT.matcher(tag.value()).matches())) {
      return Treatment.COMMITS;
    }
    return sites.stream().allMatch(this::hasNoOrder) ? Treatment.WORDS : Treatment.FOLLOWED;
  }

  private boolean hasNoOrder(Site site) {
    Tag tag = site.tag();
    return tag == null
        || (found.ruling(site).policy().decide(tag, Explanation.other(tag), false)
                instanceof Decision.Rejected no
            && no.kind() == Rejection.NO_ORDER);
  }

  private static String tags(List<Site> sites) {
    List<String> tags =
        sites.stream()
            .map(Site::version)
            .map(version -> version.isEmpty() ? "-" : version)
            .distinct()
            .sorted()
            .toList();
    return tags.stream().limit(MAX_TAGS).collect(Collectors.joining(", "))
        + (tags.size() > MAX_TAGS ? ", …" : "");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
