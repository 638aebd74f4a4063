package dev.tagboat.bot.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.SignatureRule.Check;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the public-good authorities of Sigstore themselves have signed: the bundle that Maven
 * Central has beside sigstore-java-2.0.0.jar (entry 711312233 of rekor.sigstore.dev), and the
 * trusted root that sigstore 4.5.1 from PyPI brings along. The jar's digest stands for an image's.
 */
final class PublicGoodTest {
  private static final String WORKFLOW =
      "https://github.com/sigstore/sigstore-java/.github/workflows/release-sigstore-java-from-tag.yaml@refs/tags/v2.0.0";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final Digest SIGNED =
      new Digest("sha256:f338c08740cdb2e663737abaf372fc3c442210ab7291c991e180797bd886cd61");
  private static final String BUNDLE = read("sigstore-java-2.0.0.jar.sigstore.json");

  @TempDir Path dir;

  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(PublicGoodTest.class.getResource("/sigstore/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Check check(
      Path root, String identity, String issuer, String bundle, Digest image) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);
    return SignatureRule.of(
            new Verification(new Verification.Cosign(null, identity, issuer)),
            KeyFiles.NONE,
            Sigstores.offline(root, clock))
        .bundle(bundle.getBytes(StandardCharsets.UTF_8), image);
  }

  private static Check check(String identity, String issuer) {
    return check(file("public-good-root.json"), identity, issuer, BUNDLE, SIGNED);
  }

  private static void isBad(Check check, String reason) {
    assertThat(check)
        .isInstanceOfSatisfying(
            Check.Bad.class, bad -> assertThat(bad.reason()).startsWith(reason));
  }

  @Test
  void whatItsWorkflowSignedIsGood() {
    Check.Good good = new Check.Good(new SignatureVerdict.VerifiedByIdentity(WORKFLOW, ISSUER));

    assertThat(check(WORKFLOW, ISSUER)).isEqualTo(good);
    assertThat(check(WORKFLOW.replace("v2.0.0", "*"), ISSUER)).isEqualTo(good);
  }

  @Test
  void anotherIdentityOrIssuerIsRefusedAndTheTrueOneNamed() {
    String is = "is by " + WORKFLOW + " (" + ISSUER + "), not by ";

    isBad(check(WORKFLOW.replace("v2.0.0", "v1.3.0"), ISSUER), is);
    isBad(check(WORKFLOW.replace("/sigstore/", "/acme/"), ISSUER), is);
    isBad(check(WORKFLOW, "https://accounts.google.com"), is);
  }

  @Test
  void anotherImageIsRefused() {
    Digest other = new Digest("sha256:" + "b".repeat(64));

    isBad(
        check(file("public-good-root.json"), WORKFLOW, ISSUER, BUNDLE, other),
        "does not prove who made it: Provided artifact digest");
  }

  @Test
  void aTimeThatTheLogDidNotSignIsRefused() {
    String moved = BUNDLE.replace("\"1763671523\"", "\"1763671524\"");

    assertThat(moved).isNotEqualTo(BUNDLE);
    isBad(
        check(file("public-good-root.json"), WORKFLOW, ISSUER, moved, SIGNED),
        "does not prove who made it");
  }

  @Test
  void otherAuthoritiesDoNotVouchForIt() throws IOException {
    Path root = dir.resolve("root.json");
    Files.writeString(root, new TestAuthorities().trustedRoot());

    isBad(check(root, WORKFLOW, ISSUER, BUNDLE, SIGNED), "does not prove who made it");
  }
}
