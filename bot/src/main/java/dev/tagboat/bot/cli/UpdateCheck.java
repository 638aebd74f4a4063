package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Selection;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for the tags of every image found, each image once, and lets the policies choose. */
final class UpdateCheck {
  private final OciRegistry registry;
  private final Findings found;
  private final Consumer<String> progress;
  private final Map<ImageName, List<Tag>> tags = new HashMap<>();
  private final Map<ImageName, String> failed = new LinkedHashMap<>();

  UpdateCheck(OciRegistry registry, Findings found, Consumer<String> progress) {
    this.registry = registry;
    this.found = found;
    this.progress = progress;
  }

  /** One for each place, in the order of the files. */
  List<Update> run() {
    ask();
    return found.sites().stream().map(this::update).toList();
  }

  /** What could not be asked, one sentence each. */
  List<String> failures() {
    return failed.values().stream().distinct().toList();
  }

  private void ask() {
    List<ImageName> images =
        found.sites().stream()
            .filter(site -> site.around().overriddenBy() == null)
            .filter(site -> current(site) != null && !policy(site).isClosed())
            .map(Site::image)
            .distinct()
            .toList();
    Map<ImageName, Callable<List<Tag>>> questions = new LinkedHashMap<>();
    images.forEach(image -> questions.put(image, () -> registry.tags(image)));
    Answers<List<Tag>> answers = Answers.of(questions, progress);
    tags.putAll(answers.given());
    failed.putAll(answers.failed());
  }

  private Update update(Site site) {
    String overridden = site.around().overriddenBy();
    if (overridden != null) {
      return update(site, null, overridden, List.of());
    }
    Tag current = current(site);
    if (current == null) {
      return update(site, null, "no tag is written there that could be moved", List.of());
    }
    if (policy(site).decide(current, current, false) instanceof Decision.Rejected no
        && policy(site).isClosed()) {
      return update(site, null, no.sentence(), List.of());
    }
    List<Tag> known = tags.get(site.image());
    if (known == null) {
      return update(site, null, "not known: the registry could not be asked", List.of());
    }
    Selection selection = Selection.of(policy(site), current, known);
    return site.digest() == null
        ? update(site, text(selection.tag()), selection.reason(), selection.refused())
        : pinned(site, current, selection);
  }

  // A place pinned by digest can also be behind with the tag it has.
  private Update pinned(Site site, Tag current, Selection selection) {
    Tag tag = selection.tag() == null ? current : selection.tag();
    try {
      Confirmation answer = registry.confirm(site.image(), tag, null);
      if (answer instanceof Confirmation.Confirmed confirmed) {
        boolean same = tag.equals(current) && confirmed.digest().equals(site.digest());
        String reason =
            tag.equals(current) && !same
                ? tag + " points to another image now"
                : selection.reason();
        String candidate = same ? null : tag + "@" + confirmed.digest();
        return update(site, candidate, reason, selection.refused());
      }
      return update(site, null, answer.sentence(), selection.refused());
    } catch (Fault fault) {
      failed.put(site.image(), String.valueOf(fault.getMessage()));
      return update(site, null, "not known: the registry could not be asked", List.of());
    }
  }

  private Update update(
      Site site, @Nullable String candidate, String reason, List<Selection.Refused> refused) {
    Ruling ruling = found.ruling(site);
    return new Update(
        site, candidate, ruling.policy().kind().key(), ruling.source(), reason, refused);
  }

  private ImagePolicy policy(Site site) {
    return found.ruling(site).policy();
  }

  // What another place tells holds where a tag could be added.
  private static @Nullable Tag current(Site site) {
    return site.tag() == null && site.around().slot() != null
        ? site.around().implied()
        : site.tag();
  }

  private static @Nullable String text(@Nullable Tag tag) {
    return tag == null ? null : tag.value();
  }
}
