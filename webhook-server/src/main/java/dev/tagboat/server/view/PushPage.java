package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.server.inbox.PushView;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.StoredTarget;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One push with all that is known of it. */
public record PushPage(Frame frame, PushView view) {

  /** What happened, oldest first. */
  public List<Moment> moments() {
    return Timeline.of(view.push(), view.targets(), view.history());
  }

  /** The config repo that its sentence speaks of; null for none. */
  public @Nullable StoredTarget told() {
    return Said.spokenOf(view.push(), view.targets());
  }

  /** Whether it can be tried again, by who looks at it. */
  public boolean isRetriable() {
    return frame.isOperator() && Retries.isRetried(view.push().state());
  }

  /** How its state is to be taken. */
  public String tone() {
    return Tones.of(view.push().state().key());
  }

  /** The same in one config repo. */
  public String tone(StoredTarget target) {
    return Tones.of(target.state().key());
  }

  /** What the registry showed; null when that is nothing. */
  public ImageEvidence.@Nullable Seen seen() {
    return view.push().evidence() instanceof ImageEvidence.Seen seen ? seen : null;
  }

  /** Why it showed nothing; null when it did. */
  public @Nullable String missing() {
    return view.push().evidence() instanceof ImageEvidence.Missing missing
        ? missing.reason()
        : null;
  }

  public String platforms() {
    ImageEvidence.Seen seen = seen();
    return seen == null
        ? ""
        : seen.platforms().stream().map(PushPage::words).collect(Collectors.joining(", "));
  }

  private static String words(ImageEvidence.Platform platform) {
    String name = platform.name() == null ? "unknown" : platform.name();
    Long size = platform.size();
    return size == null
        ? name
        : String.format(Locale.ROOT, "%s (%.1f MB)", name, size / 1_000_000.0);
  }

  /** Signatures and the like; says so when there are none. */
  public String attachments() {
    ImageEvidence.Seen seen = seen();
    return seen == null || seen.attachments().isEmpty()
        ? "no signature, attestation or SBOM was found"
        : seen.attachments().stream()
            .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
  }
}
