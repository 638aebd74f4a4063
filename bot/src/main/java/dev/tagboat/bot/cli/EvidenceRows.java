package dev.tagboat.bot.cli;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.policy.VersionStep;
import dev.tagboat.bot.pull.Announced;
import dev.tagboat.bot.pull.Background;
import dev.tagboat.bot.pull.Before;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Comparison;
import dev.tagboat.bot.pull.SourceRange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the body of a pull request tells of its versions, for programs. */
final class EvidenceRows {
  private EvidenceRows() {}

  static List<JsonRow> of(List<Comparison> all) {
    return all.stream().map(EvidenceRows::row).toList();
  }

  private static JsonRow row(Comparison compared) {
    Change.Version version = compared.version();
    Background background = version.background();
    return new JsonRow()
        .with("image", version.image())
        .with("tag", version.tag().value())
        .with("digest", value(version.digest()))
        .with("confirmation", version.evidence())
        .with("step", compared.step().map(EvidenceRows::step).orElse(null))
        .with("before", before(compared.before()))
        .with("after", side(version.seen()))
        .with("source", source(compared.source()))
        .with("commits", commits(background.commits()))
        .with("signature", key(background.signature().status()))
        .with("event", event(background.announced()))
        .with("warnings", compared.warnings().stream().map(one -> one.kind().key()).toList())
        .with("places", compared.places().stream().map(EvidenceRows::place).toList());
  }

  private static JsonRow step(VersionStep step) {
    return new JsonRow()
        .with("part", key(step.part()))
        .with("back", step.back())
        .with("prerelease", step.prerelease());
  }

  private static JsonRow before(Before before) {
    return side(before.seen())
        .with("tag", before.tag() == null ? null : before.tag().value())
        .with("digest", value(before.digest()));
  }

  private static JsonRow side(ImageEvidence evidence) {
    if (!(evidence instanceof ImageEvidence.Seen seen)) {
      return new JsonRow().with("missing", ((ImageEvidence.Missing) evidence).reason());
    }
    JsonRow claims = new JsonRow();
    new TreeMap<>(seen.claims()).forEach((name, claim) -> claims.with(name, claim.value()));
    return new JsonRow()
        .with("mediaType", seen.mediaType())
        .with("created", text(seen.created()))
        .with("platforms", seen.platforms().stream().map(EvidenceRows::platform).toList())
        .with("claims", claims)
        .with("user", seen.command().user())
        .with("entrypoint", seen.command().entrypoint())
        .with("command", seen.command().arguments())
        .with("attachments", attachments(seen))
        .with("gaps", seen.gaps());
  }

  private static JsonRow platform(ImageEvidence.Platform platform) {
    Long size = platform.size();
    return new JsonRow()
        .with("name", platform.name())
        .with("digest", platform.digest().value())
        .with("size", size);
  }

  private static List<String> attachments(ImageEvidence.Seen seen) {
    return seen.attachments().stream()
        .map(Attachment::kind)
        .distinct()
        .map(EvidenceRows::key)
        .toList();
  }

  private static JsonRow source(SourceRange source) {
    return new JsonRow()
        .with("repository", source.pages() == null ? null : source.pages().url())
        .with("from", source.from())
        .with("to", source.to())
        .with("compare", source.link().orElse(null));
  }

  private static @Nullable JsonRow commits(@Nullable CommitRange range) {
    return range == null
        ? null
        : new JsonRow()
            .with("total", range.total())
            .with(
                "some",
                range.some().stream()
                    .map(one -> new JsonRow().with("id", one.id()).with("subject", one.subject()))
                    .toList());
  }

  private static @Nullable JsonRow event(@Nullable Announced announced) {
    return announced == null
        ? null
        : new JsonRow()
            .with("by", announced.by())
            .with("at", text(announced.at()))
            .with("pusher", announced.pusher());
  }

  private static JsonRow place(Change.Place place) {
    return new JsonRow()
        .with("file", place.file())
        .with("line", place.line())
        .with("from", place.from() == null ? null : place.from().value())
        .with("fromDigest", value(place.fromDigest()))
        .with("policy", place.policy())
        .with("source", place.source())
        .with("reason", place.reason());
  }

  private static @Nullable String value(@Nullable Digest digest) {
    return digest == null ? null : digest.value();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return Optional.ofNullable(time).map(Instant::toString).orElse(null);
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
