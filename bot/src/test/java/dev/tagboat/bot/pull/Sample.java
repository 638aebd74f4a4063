package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Origin;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImageEvidence.Via;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One image that moves from 1.4.1 to 1.4.2, of which everything is known; parts can be changed. */
record Sample(
    ImageName image,
    Tag from,
    Tag to,
    ImageEvidence old,
    ImageEvidence now,
    @Nullable CommitRange commits,
    @Nullable Digest claimed,
    List<Change.Place> places) {
  static final String BASE = "0123456789012345678901234567890123456789";
  static final WebPages PAGES =
      WebPages.of(URI.create("https://github.com/acme/config.git"), null).orElseThrow();
  static final ImageEvidence.Command COMMAND =
      new ImageEvidence.Command("1000", List.of("/app"), List.of("--port", "80"));
  private static final String TITLE = "Bump {image} to {tag}";

  static Sample of(String name) {
    return of(name, "1.4.1", "1.4.2");
  }

  static Sample of(String name, String from, String to) {
    ImageName image = ImageName.parse("ghcr.io/acme/" + name).orElseThrow();
    Tag old = new Tag(from);
    Tag now = new Tag(to);
    String source = "https://github.com/acme/" + name;
    return new Sample(
        image,
        old,
        now,
        seen(digest(image, old), "2026-11-20T10:00:00Z", source, commit(from), 45_000_000),
        seen(digest(image, now), "2026-11-26T09:12:00Z", source, commit(to), 46_100_000),
        new CommitRange(
            12,
            List.of(
                new CommitRange.Commit(commit("a"), "Count orders without lines (#812)"),
                new CommitRange.Commit(commit("b"), "Thanks to @ann: closes #12"))),
        null,
        List.of(
            place(image, "prod/" + name + "/deployment.yaml", 17, old, now),
            place(image, "staging/" + name + "/deployment.yaml", 12, old, now)));
  }

  static Change.Place place(ImageName image, String file, int line, Tag from, Tag to) {
    return new Change.Place(
        image,
        file,
        line,
        from,
        null,
        to,
        "semver",
        ".tagboat.yaml:7: ghcr.io/acme/*",
        to + " is newer than " + from + " and in ^1.4");
  }

  static Digest digest(ImageName image, Tag tag) {
    return new Digest("sha256:" + KeptText.hash(image + ":" + tag, 64));
  }

  static String commit(String of) {
    return KeptText.hash(of, 40);
  }

  static ImageEvidence.Seen seen(
      Digest digest, String created, String source, String revision, long size) {
    return new ImageEvidence.Seen(
        digest,
        "application/vnd.oci.image.index.v1+json",
        Instant.parse("2026-11-26T09:13:00Z"),
        List.of(
            new Platform("linux/amd64", digest, size),
            new Platform("linux/arm64", digest, size - 1_000_000)),
        Instant.parse(created),
        claims(Map.of("source", source, "revision", revision)),
        COMMAND,
        List.of(new Attachment(Kind.SIGNATURE, Via.COSIGN_TAG, null, null)),
        List.of());
  }

  static Map<String, Claim> claims(Map<String, String> texts) {
    Map<String, Claim> claims = new HashMap<>();
    texts.forEach((name, value) -> claims.put(name, new Claim(value, Origin.CONFIG)));
    return claims;
  }

  Sample withOld(UnaryOperator<ImageEvidence.Seen> change) {
    return withOld(change.apply((ImageEvidence.Seen) old));
  }

  Sample withOld(ImageEvidence other) {
    return new Sample(image, from, to, other, now, commits, claimed, places);
  }

  Sample withNow(UnaryOperator<ImageEvidence.Seen> change) {
    return withNow(change.apply((ImageEvidence.Seen) now));
  }

  Sample withNow(ImageEvidence other) {
    return new Sample(image, from, to, old, other, commits, claimed, places);
  }

  Sample withCommits(@Nullable CommitRange other) {
    return new Sample(image, from, to, old, now, other, claimed, places);
  }

  Sample withClaimed(Digest other) {
    return new Sample(image, from, to, old, now, commits, other, places);
  }

  Sample withPlaces(List<Change.Place> other) {
    return new Sample(image, from, to, old, now, commits, claimed, other);
  }

  static UnaryOperator<ImageEvidence.Seen> platforms(String... names) {
    List<Platform> platforms = new ArrayList<>();
    for (String name : names) {
      platforms.add(new Platform(name, new Digest("sha256:" + "e".repeat(64)), 1_000_000L));
    }
    return seen -> copy(seen, platforms, seen.created(), seen.claims(), seen.command());
  }

  static UnaryOperator<ImageEvidence.Seen> command(ImageEvidence.Command command) {
    return seen -> copy(seen, seen.platforms(), seen.created(), seen.claims(), command);
  }

  static UnaryOperator<ImageEvidence.Seen> built(String time) {
    return seen -> copy(seen, seen.platforms(), Instant.parse(time), seen.claims(), seen.command());
  }

  static UnaryOperator<ImageEvidence.Seen> saying(Map<String, String> claims) {
    return seen -> copy(seen, seen.platforms(), seen.created(), claims(claims), seen.command());
  }

  private static ImageEvidence.Seen copy(
      ImageEvidence.Seen seen,
      List<Platform> platforms,
      @Nullable Instant created,
      Map<String, Claim> claims,
      ImageEvidence.Command command) {
    return new ImageEvidence.Seen(
        seen.digest(),
        seen.mediaType(),
        seen.at(),
        platforms,
        created,
        claims,
        command,
        seen.attachments(),
        seen.gaps());
  }

  Change.Version version() {
    Background background =
        new Background(
            new Before(from, digest(image, from), old, true),
            commits,
            new Announced("hook main (harbor)", Instant.parse("2026-11-26T09:13:20Z"), "ci-bot"),
            claimed,
            Signature.of(now),
            true);
    return new Change.Version(
        image,
        to,
        digest(image, to),
        "the registry confirmed the tag and its digest",
        now,
        background);
  }

  /** As it is known later, when nobody has seen the image again. */
  Change.Version forgotten() {
    return new Change.Version(
        image,
        to,
        digest(image, to),
        "the registry confirmed the tag and its digest when it was proposed",
        new ImageEvidence.Missing("it was read when it was proposed"),
        Background.of(Before.written(from, null)));
  }

  Change change() {
    return change(BASE, version());
  }

  Change change(String commit, Change.Version version) {
    return new Change(
        new Group.OfImage(image), List.of(version), places, new Change.Base(commit, PAGES));
  }

  Comparison compared() {
    return Comparison.of(change()).get(0);
  }

  static Change group(List<Sample> all) {
    return group(all, all.stream().map(Sample::version).toList());
  }

  static Change group(List<Sample> all, List<Change.Version> versions) {
    return new Change(
        new Group.Everything(),
        versions,
        all.stream().flatMap(one -> one.places().stream()).toList(),
        new Change.Base(BASE, PAGES));
  }

  static String body(Change change) {
    return body(change, "");
  }

  static String body(Change change, String before) {
    return PullRequestText.of(
            change, TITLE, new StateBlock(change.references(), List.of(), 0), before)
        .body();
  }
}
