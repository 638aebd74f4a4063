package dev.tagboat.bot.sigstore;

import static dev.tagboat.bot.sigstore.TestAuthorities.ISSUER;
import static dev.tagboat.bot.sigstore.TestAuthorities.NOW;
import static dev.tagboat.bot.sigstore.TestAuthorities.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.Proofs;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.SignatureRule.Check;
import dev.tagboat.bot.signature.TestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a signature by an identity, and what does not, with authorities of our own. */
final class KeylessSigstoreTest {
  private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
  private static final Digest IMAGE =
      new Digest("sha256:" + HexFormat.of().formatHex(TestAuthorities.sha256(MANIFEST)));
  private static final Digest OTHER = new Digest("sha256:" + "b".repeat(64));
  private static final String PAYLOAD = TestSigner.payload("ghcr.io/acme/app", IMAGE);
  private static final String ANY_TAG =
      "https://github.com/acme/web/.github/workflows/release.yml@refs/tags/*";

  @TempDir Path dir;
  private final TestAuthorities authorities = new TestAuthorities();

  @BeforeEach
  void trust() throws IOException {
    trust(authorities.trustedRoot());
  }

  private void trust(String root) throws IOException {
    Files.writeString(dir.resolve("root.json"), root);
  }

  private SignatureRule rule(String identity, String issuer) {
    return SignatureRule.of(
        new Verification(new Verification.Cosign(null, identity, issuer)),
        KeyFiles.NONE,
        Sigstores.offline(dir.resolve("root.json"), Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private KeylessSigner signer() {
    return signer(authorities, NOW.plusSeconds(60));
  }

  private static KeylessSigner signer(TestAuthorities by, Instant at) {
    return new KeylessSigner(by, TestAuthorities.Wish.of(WORKFLOW, ISSUER), at);
  }

  private Check older(KeylessSigner signer) {
    return older(signer.older(PAYLOAD));
  }

  private Check older(Proofs proofs) {
    return rule(ANY_TAG, ISSUER).simple(PAYLOAD.getBytes(StandardCharsets.UTF_8), proofs, IMAGE);
  }

  private Check newer(String bundle) {
    return rule(ANY_TAG, ISSUER).bundle(bundle.getBytes(StandardCharsets.UTF_8), IMAGE);
  }

  private static void isGood(Check check) {
    assertThat(check)
        .isEqualTo(new Check.Good(new SignatureVerdict.VerifiedByIdentity(WORKFLOW, ISSUER)));
  }

  private static void isBad(Check check, String reason) {
    assertThat(check)
        .isInstanceOfSatisfying(
            Check.Bad.class, bad -> assertThat(bad.reason()).startsWith(reason));
  }

  private static void provesNothing(Check check, String reason) {
    isBad(check, "does not prove who made it: " + reason);
  }

  @Test
  void allLayoutsAreVerified() {
    isGood(older(signer()));
    isGood(newer(signer().statement(IMAGE, KeylessSigner.SIGNS)));
    isGood(newer(signer().message(MANIFEST)));
  }

  @Test
  void anotherIdentityOrIssuerDoesNotMatchAndIsNamed() {
    KeylessSigner fork =
        new KeylessSigner(
            authorities, TestAuthorities.Wish.of(WORKFLOW.replace("acme", "evil"), ISSUER), NOW);
    KeylessSigner elsewhere =
        new KeylessSigner(
            authorities, TestAuthorities.Wish.of(WORKFLOW, "https://gitlab.com"), NOW);
    KeylessSigner person =
        new KeylessSigner(authorities, TestAuthorities.Wish.of("ann@acme.test", ISSUER), NOW);
    String not = ", not by " + ANY_TAG + " (" + ISSUER + ")";

    isBad(older(fork), "is by " + WORKFLOW.replace("acme", "evil") + " (" + ISSUER + ")" + not);
    isBad(
        newer(elsewhere.statement(IMAGE, KeylessSigner.SIGNS)),
        "is by " + WORKFLOW + " (https://gitlab.com)" + not);
    isBad(newer(person.message(MANIFEST)), "is by ann@acme.test (" + ISSUER + ")" + not);
  }

  @Test
  void aPersonSignsByTheirAddress() {
    KeylessSigner ann =
        new KeylessSigner(authorities, TestAuthorities.Wish.of("ann@acme.test", ISSUER), NOW);

    assertThat(
            rule("ann@acme.test", ISSUER)
                .bundle(ann.message(MANIFEST).getBytes(StandardCharsets.UTF_8), IMAGE))
        .isInstanceOf(Check.Good.class);
  }

  @Test
  void aSignatureOfAnotherImageIsNone() {
    String payload = TestSigner.payload("ghcr.io/acme/app", OTHER);
    Check check =
        rule(ANY_TAG, ISSUER)
            .simple(payload.getBytes(StandardCharsets.UTF_8), signer().older(payload), IMAGE);

    isBad(check, "is by " + ANY_TAG + " (" + ISSUER + "), but for another image");
    provesNothing(
        newer(signer().statement(OTHER, KeylessSigner.SIGNS)), "Provided artifact digest");
    provesNothing(newer(signer().message(new byte[] {1})), "Provided artifact digest");
  }

  @Test
  void anAttestationIsNoSignature() {
    isBad(
        newer(signer().statement(IMAGE, "https://slsa.dev/provenance/v1")),
        "is by " + ANY_TAG + " (" + ISSUER + "), but an attestation, no signature");
  }

  /** A bundle that one reader takes for a message, and another for a statement. */
  @Test
  void anAttestationDoesNotPassBesideAnEmptyMessage() {
    String bundle = signer().statement(IMAGE, "https://slsa.dev/provenance/v1");
    for (String message : new String[] {"null", "{}", "{\"signature\":\"\"}"}) {
      String both = bundle.replace("\"dsseEnvelope\"", "\"messageSignature\":%s,\"dsseEnvelope\"");
      assertThat(newer(both.formatted(message))).isInstanceOf(Check.Bad.class);
      String snake = both.replace("dsseEnvelope", "dsse_envelope");
      assertThat(newer(snake.formatted(message))).isInstanceOf(Check.Bad.class);
    }
  }

  @Test
  void authoritiesThatNobodyNamedProveNothing() {
    TestAuthorities others = new TestAuthorities();

    provesNothing(older(signer(others, NOW)), "Certificate was not verifiable against CAs");
    provesNothing(
        newer(signer(others, NOW).statement(IMAGE, KeylessSigner.SIGNS)),
        "Fulcio certificate was not valid");
  }

  @Test
  void whatWasMadeAfterTheCertificateEndedProvesNothing() {
    KeylessSigner late = signer(authorities, NOW.plus(Duration.ofMinutes(11)));
    KeylessSigner early = signer(authorities, NOW.minusSeconds(1));

    for (KeylessSigner one : new KeylessSigner[] {late, early}) {
      provesNothing(older(one), "it was made at 2026-11-20T");
      provesNothing(newer(one.statement(IMAGE, KeylessSigner.SIGNS)), "it was made at 2026-11-20T");
      provesNothing(newer(one.message(MANIFEST)), "it was made at 2026-11-20T");
    }
  }

  @Test
  void aLogThatWasNotInUseProvesNothing() throws IOException {
    trust(authorities.trustedRoot(NOW.minusSeconds(100), NOW.minusSeconds(50)));

    provesNothing(older(signer()), "its entry is of no transparency log that is trusted");
    provesNothing(
        newer(signer().message(MANIFEST)), "its entry is of no transparency log that is trusted");
  }

  @Test
  void aCertificateThatNobodyLoggedOrThatIsForServersProvesNothing() {
    KeylessSigner hidden =
        new KeylessSigner(
            authorities,
            new TestAuthorities.Wish(WORKFLOW, ISSUER, false, KeyPurposeId.id_kp_codeSigning),
            NOW);
    KeylessSigner server =
        new KeylessSigner(
            authorities,
            new TestAuthorities.Wish(WORKFLOW, ISSUER, true, KeyPurposeId.id_kp_serverAuth),
            NOW);

    provesNothing(older(hidden), "No valid SCTs");
    provesNothing(newer(hidden.message(MANIFEST)), "Fulcio certificate was not valid");
    provesNothing(older(server), "its certificate is not made for signatures");
    provesNothing(newer(server.message(MANIFEST)), "its certificate is not made for signatures");
  }

  @Test
  void proofsOfOtherSignaturesProveNothing() {
    Proofs own = signer().older(PAYLOAD);
    KeylessSigner second = signer();
    Proofs others = second.older(PAYLOAD);
    Proofs again = second.older(PAYLOAD);

    provesNothing(
        older(new Proofs(own.signature(), others.certificate(), others.entry())),
        "its certificate is of another signature");
    provesNothing(
        older(new Proofs(own.signature(), own.certificate(), others.entry())),
        "the entry of the transparency log is about another signature");
    provesNothing(
        older(new Proofs(others.signature(), others.certificate(), again.entry())),
        "the entry of the transparency log is about another signature");
    provesNothing(
        older(
            new Proofs(
                own.signature(),
                own.certificate(),
                own.entry().replace("\"logIndex\":7", "\"logIndex\":8"))),
        "the transparency log did not sign its entry");
    provesNothing(older(Proofs.of(own.signature())), "no certificate stands beside it");
    provesNothing(
        older(new Proofs(own.signature(), own.certificate(), "")),
        "no entry of a transparency log stands beside it");
  }

  @Test
  void aChangedBundleProvesNothing() {
    String bundle = signer().message(MANIFEST);

    provesNothing(
        newer(bundle.replace("\"logIndex\":\"7\"", "\"logIndex\":\"8\"")), "Transparency");
    provesNothing(
        newer(bundle.replaceAll("\"inclusionPromise\":\\{[^}]*\\},", "")), "it is damaged");
    provesNothing(
        newer(bundle.replaceAll("\"tlogEntries\":\\[.*?\\}\\]", "\"tlogEntries\":[]")), "it");
    provesNothing(newer("{}"), "it cannot be read");
    provesNothing(newer("[]"), "it is no JSON");
    provesNothing(newer("{\"mediaType\":7}"), "it");
  }

  /** Keys, signatures, hashes, the entry: whichever byte of them is another, nothing is proven. */
  @Test
  void noDamagedBundlePasses() {
    String good = signer().message(MANIFEST);
    SignatureRule rule = rule(ANY_TAG, ISSUER);
    Matcher values = Pattern.compile("[A-Za-z0-9+/]{40,}").matcher(good);
    int looked = 0;
    while (values.find()) {
      // The last ones may hold bits that mean nothing.
      for (int i = values.start(); i < values.end() - 3; i += 7) {
        char other = good.charAt(i) == 'x' ? 'y' : 'x';
        String damaged = good.substring(0, i) + other + good.substring(i + 1);
        assertThat(rule.bundle(damaged.getBytes(StandardCharsets.UTF_8), IMAGE))
            .as(good.substring(Math.max(0, i - 60), i))
            .isInstanceOf(Check.Bad.class);
        looked++;
      }
    }
    assertThat(looked).isGreaterThan(300);
  }

  @Test
  void aTrustedRootThatCannotBeReadIsSaid() throws IOException {
    trust("{\"mediaType\":\"x\"}");
    assertThatThrownBy(() -> older(signer()))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("root.json is of no use");
    trust("{}");
    assertThatThrownBy(() -> older(signer()))
        .hasMessageContaining("names no certificate authority");
    Files.delete(dir.resolve("root.json"));
    assertThatThrownBy(() -> older(signer())).hasMessageContaining("it cannot be read");
  }
}
