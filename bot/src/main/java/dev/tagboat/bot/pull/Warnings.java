package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.policy.VersionStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what is odd about a version, compared with the one that it replaces. */
final class Warnings {
  private static final int MAX_PLATFORMS = 8;

  private final Comparison compared;
  private final List<Warning> found = new ArrayList<>();

  private Warnings(Comparison compared) {
    this.compared = compared;
  }

  static List<Warning> of(Comparison compared) {
    Warnings warnings = new Warnings(compared);
    warnings.names();
    warnings.built();
    warnings.platforms();
    if (compared.version().seen() instanceof ImageEvidence.Seen now
        && compared.before().seen() instanceof ImageEvidence.Seen old) {
      warnings.command(old, now);
    }
    if (compared.source().moved()) {
      warnings.add(
          Warning.Kind.SOURCE,
          "**other source:** built from "
              + source(compared.version().seen())
              + ", before from "
              + source(compared.before().seen()));
    }
    return List.copyOf(warnings.found);
  }

  private static String source(ImageEvidence evidence) {
    return Markdown.code(SourceRange.claim(evidence, "source").orElse(""));
  }

  private void add(Warning.Kind kind, String sentence) {
    found.add(new Warning(kind, sentence));
  }

  private void names() {
    Change.Version version = compared.version();
    Digest digest = version.digest();
    if (digest == null) {
      add(
          Warning.Kind.UNCONFIRMED,
          "**not confirmed:** nobody asked the registry whether this tag exists, as was asked for");
      return;
    }
    Digest announced = version.background().claimed();
    if (announced != null && !announced.equals(digest)) {
      add(
          Warning.Kind.MOVED_SINCE,
          "**moved since:** the event announced "
              + Markdown.digest(announced)
              + ", but the tag is "
              + Markdown.digest(digest)
              + " by now");
    }
    if (digest.equals(compared.before().digest())) {
      add(Warning.Kind.SAME_IMAGE, "**same image as before:** nothing but the name changes");
    }
    if (compared.step().filter(VersionStep::back).isPresent()) {
      add(Warning.Kind.OLDER_VERSION, "**older version** than the one that runs, as was asked for");
    }
  }

  private void built() {
    Optional<Instant> old = compared.builtBefore();
    Optional<Instant> now = compared.built();
    if (old.isPresent() && now.isPresent() && now.get().isBefore(old.get())) {
      String span = Figures.span(old.get(), now.get());
      add(
          Warning.Kind.OLDER_BUILD,
          "**older build:** built " + span + " before the one that it replaces");
    }
  }

  private void platforms() {
    List<String> lost = new ArrayList<>(Comparison.platforms(compared.before().seen()));
    List<String> offered = Comparison.platforms(compared.version().seen());
    lost.removeAll(offered);
    if (!lost.isEmpty() && !offered.isEmpty()) {
      add(
          Warning.Kind.PLATFORM_LOST,
          "**platform lost:** no "
              + lost.stream()
                  .limit(MAX_PLATFORMS)
                  .map(Markdown::code)
                  .collect(Collectors.joining(", "))
              + " any more");
    }
  }

  private void command(ImageEvidence.Seen old, ImageEvidence.Seen now) {
    Command was = old.command();
    Command is = now.command();
    boolean unread = is.equals(Command.UNKNOWN) && !now.gaps().isEmpty();
    if (was.equals(Command.UNKNOWN) || unread) {
      return;
    }
    if (isRoot(is.user()) && !isRoot(was.user())) {
      add(Warning.Kind.ROOT, "**runs as root now**, before as " + Markdown.code(was.user()));
    } else if (!is.user().equals(was.user()) && !(isRoot(is.user()) && isRoot(was.user()))) {
      add(Warning.Kind.USER, "**other user:** runs as " + user(is) + ", before as " + user(was));
    }
    words(Warning.Kind.ENTRY_POINT, "entry point", was.entrypoint(), is.entrypoint());
    words(Warning.Kind.COMMAND, "command", was.arguments(), is.arguments());
  }

  private void words(Warning.Kind kind, String what, List<String> was, List<String> is) {
    if (!was.equals(is)) {
      add(
          kind,
          "**other " + what + ":** " + Markdown.words(is) + ", before " + Markdown.words(was));
    }
  }

  static String user(Command command) {
    return command.user().isEmpty() ? "root" : Markdown.code(command.user());
  }

  private static boolean isRoot(String user) {
    return user.isEmpty() || user.matches("(?:root|0)(?::.*)?");
  }
}
