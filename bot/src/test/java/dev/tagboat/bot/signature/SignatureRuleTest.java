package dev.tagboat.bot.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.SignatureRule.Check;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a signature by a key, and what does not. */
final class SignatureRuleTest {
  private static final String PATH = "keys/cosign.pub";
  private static final Digest IMAGE = new Digest("sha256:" + "a".repeat(64));
  private static final Digest OTHER = new Digest("sha256:" + "b".repeat(64));
  private static final String PAYLOAD = TestSigner.payload("ghcr.io/acme/app", IMAGE);

  private final TestSigner signer = TestSigner.ecdsa();
  private final SignatureRule rule = rule(signer.pem());

  private static SignatureRule rule(String pem) {
    return SignatureRule.of(
        new Verification(Verification.Cosign.by(PATH)),
        path -> Optional.of(pem.getBytes(StandardCharsets.UTF_8)),
        Sigstore.NONE);
  }

  private static Check simple(SignatureRule rule, String payload, String signature) {
    return rule.simple(payload.getBytes(StandardCharsets.UTF_8), Proofs.of(signature), IMAGE);
  }

  private static Check bundle(SignatureRule rule, String bundle) {
    return rule.bundle(bundle.getBytes(StandardCharsets.UTF_8), IMAGE);
  }

  private static String bad(Check check) {
    assertThat(check).isInstanceOf(Check.Bad.class);
    return ((Check.Bad) check).reason();
  }

  private static String broken(SignatureRule rule) {
    assertThat(rule).isInstanceOf(SignatureRule.Broken.class);
    return ((SignatureRule.Broken) rule).reason();
  }

  static Stream<TestSigner> signers() {
    return Stream.of(
        TestSigner.ecdsa(),
        TestSigner.ecdsa("secp384r1", "SHA384withECDSA"),
        TestSigner.ecdsa("secp384r1", "SHA256withECDSA"),
        TestSigner.ecdsa("secp521r1", "SHA512withECDSA"),
        TestSigner.rsa(2048),
        TestSigner.ed25519(),
        TestSigner.ed25519ph());
  }

  @ParameterizedTest
  @MethodSource("signers")
  void eachKindOfKeySignsInBothLayouts(TestSigner one) {
    SignatureRule its = rule(one.pem());

    assertThat(simple(its, PAYLOAD, one.sign(PAYLOAD))).isInstanceOf(Check.Good.class);
    assertThat(bundle(its, one.bundle(IMAGE))).isInstanceOf(Check.Good.class);
  }

  @ParameterizedTest
  @MethodSource("signers")
  void aKeyOfAnotherKindHasNotSigned(TestSigner one) {
    assertThat(bad(simple(rule, PAYLOAD, one.sign(PAYLOAD)))).isEqualTo("is not by " + PATH);
    assertThat(bad(bundle(rule, one.bundle(IMAGE)))).isEqualTo("is not by " + PATH);
  }

  static Stream<TestSigner> signersOfDigests() {
    return Stream.of(
        TestSigner.ecdsa(), TestSigner.ecdsa("secp384r1", "SHA256withECDSA"), TestSigner.rsa(2048));
  }

  @ParameterizedTest
  @MethodSource("signersOfDigests")
  void aManifestItselfMayBeSigned(TestSigner one) {
    Digest image =
        new Digest("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    SignatureRule its = rule(one.pem());
    byte[] bundle = one.message("{}").getBytes(StandardCharsets.UTF_8);

    assertThat(its.bundle(bundle, image)).isInstanceOf(Check.Good.class);
    assertThat(bad(its.bundle(bundle, OTHER))).isEqualTo("is not by " + PATH);
    assertThat(bad(rule.bundle(bundle, image))).isEqualTo("is not by " + PATH);
  }

  @Test
  void ofAManifestEd25519ProvesNothing() {
    TestSigner one = TestSigner.ed25519();

    assertThat(bad(bundle(rule(one.pem()), one.message("{}")))).isEqualTo("is not by " + PATH);
  }

  @Test
  void aMessageBesideAStatementChangesNothing() {
    String attestation = signer.bundle(IMAGE, "https://slsa.dev/provenance/v1");
    String both =
        attestation.replace(
            "\"dsseEnvelope\"", "\"messageSignature\":{\"signature\":\"AAAA\"},\"dsseEnvelope\"");

    assertThat(bad(bundle(rule, both))).contains("an attestation, no signature");
  }

  @Test
  void theVerdictNamesTheKeyByItsPathAndFingerprint() {
    Check check = simple(rule, PAYLOAD, signer.sign(PAYLOAD));

    assertThat(((Check.Good) check).verdict())
        .isInstanceOfSatisfying(
            SignatureVerdict.VerifiedByKey.class,
            by -> {
              assertThat(by.key()).isEqualTo(PATH);
              assertThat(by.fingerprint()).matches("[0-9a-f]{64}");
              assertThat(by.sentence()).isEqualTo("signed by keys/cosign.pub");
            });
  }

  @Test
  void oneOfSeveralKeysInAFileWillDo() {
    SignatureRule both = rule("old:\n" + TestSigner.ecdsa().pem() + "new:\n" + signer.pem());

    assertThat(simple(both, PAYLOAD, signer.sign(PAYLOAD))).isInstanceOf(Check.Good.class);
    assertThat(bundle(both, signer.bundle(IMAGE))).isInstanceOf(Check.Good.class);
  }

  @Test
  void aKeyMayStandInTheRuleItself() {
    Verification inline = new Verification(Verification.Cosign.by(signer.pem()));
    SignatureRule its = SignatureRule.of(inline, KeyFiles.NONE, Sigstore.NONE);

    assertThat(simple(its, PAYLOAD, signer.sign(PAYLOAD))).isInstanceOf(Check.Good.class);
    assertThat(its.name()).isEqualTo("the key in .tagboat.yaml");
  }

  @Test
  void aSignatureOfAnotherImageIsNone() {
    String other = TestSigner.payload("ghcr.io/acme/app", OTHER);

    assertThat(bad(simple(rule, other, signer.sign(other))))
        .isEqualTo("is by keys/cosign.pub, but for another image: \"" + OTHER + "\"");
    assertThat(bad(bundle(rule, signer.bundle(OTHER))))
        .isEqualTo("is by keys/cosign.pub, but for another image");
  }

  @Test
  void aPayloadThatWasChangedIsNotSigned() {
    String signature = signer.sign(TestSigner.payload("ghcr.io/acme/app", OTHER));

    assertThat(bad(simple(rule, PAYLOAD, signature))).isEqualTo("is not by " + PATH);
  }

  @Test
  void anAttestationIsNoSignature() {
    String vulnerable = signer.bundle(IMAGE, "https://cosign.sigstore.dev/attestation/vuln/v1");

    assertThat(bad(bundle(rule, vulnerable)))
        .isEqualTo("is by keys/cosign.pub, but an attestation, no signature");
  }

  @Test
  void aTextThatTheKeySignedForSomethingElseIsNoSignature() {
    String blob = PAYLOAD.replace("cosign container image signature", "something");

    assertThat(bad(simple(rule, blob, signer.sign(blob)))).contains("signs something else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"critical\":NaN}",
        "[]",
        "",
        "{",
        "{\"critical\":{\"image\":{\"docker-manifest-digest\":[\"sha256:aa\"]}}}",
        "{\"critical\":{},\"critical\":{\"type\":\"cosign container image signature\"}}",
      })
  void whatIsSignedButIsNoSuchJsonIsNoSignature(String payload) {
    assertThat(bad(simple(rule, payload, signer.sign(payload)))).contains("something else");
    assertThat(bad(bundle(rule, signer.bundleOf(payload)))).matches(".*(no signature).*");
  }

  @Test
  void twoDigestsInOnePayloadAreNone() {
    String twice =
        PAYLOAD.replace(
            "\"docker-manifest-digest\"",
            "\"docker-manifest-digest\":\"" + OTHER + "\",\"docker-manifest-digest\"");

    assertThat(bad(simple(rule, twice, signer.sign(twice)))).contains("something else");
  }

  @Test
  void aSubjectWithAnotherAlgorithmIsAnotherImage() {
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","predicateType":\
        "https://sigstore.dev/cosign/sign/v1","subject":[{"digest":{"sha512":"%s"}}]}"""
            .formatted("a".repeat(64));

    assertThat(bad(bundle(rule, signer.bundleOf(statement)))).contains("another image");
  }

  @Test
  void damagedSignaturesAreNone() {
    String good = signer.sign(PAYLOAD);

    assertThat(bad(simple(rule, PAYLOAD, ""))).contains("not Base64");
    assertThat(bad(simple(rule, PAYLOAD, "é"))).contains("not Base64");
    assertThat(bad(simple(rule, PAYLOAD, good.substring(0, 41)))).contains("not Base64");
    assertThat(bad(simple(rule, PAYLOAD, good.substring(0, 40)))).contains("not by");
    assertThat(bad(simple(rule, PAYLOAD, "MAYCAQACAQA="))).contains("not by");
    assertThat(bad(bundle(rule, "{}"))).contains("damaged");
    assertThat(bad(bundle(rule, "[".repeat(100_000)))).contains("damaged");
    assertThat(bad(bundle(rule, signer.bundle(IMAGE).replace("in-toto", "outoto"))))
        .contains("damaged");
  }

  @Test
  void aKeyThatCannotBeUsedLetsNothingPass() {
    assertThat(broken(rule(TestSigner.rsa(1024).pem()))).contains("1024 bits");
    assertThat(broken(rule(signer.privatePem()))).contains("A private key must not be in a repo");
    assertThat(broken(rule(TestSigner.pem("CERTIFICATE", new byte[9]))))
        .contains("holds a CERTIFICATE, not a PUBLIC KEY");
    assertThat(broken(rule(TestSigner.pem("PUBLIC KEY", new byte[9])))).contains("damaged");
    assertThat(broken(rule(""))).contains("no public key");
    assertThat(broken(rule(signer.pem().repeat(11)))).contains("more than 10 keys");
    assertThat(bad(rule("").simple(new byte[0], Proofs.of(""), IMAGE))).contains("no public key");
    assertThat(bad(rule("").bundle(new byte[0], IMAGE))).contains("no public key");
  }

  @Test
  void aKeyThatIsNotThereOrCannotBeReadLetsNothingPass() {
    Verification wanted = new Verification(Verification.Cosign.by(PATH));

    assertThat(broken(SignatureRule.of(wanted, KeyFiles.NONE, Sigstore.NONE)))
        .isEqualTo("the config repo has no file keys/cosign.pub with the public key");
    assertThat(
            broken(
                SignatureRule.of(
                    wanted,
                    path -> {
                      throw new UserFault("too large");
                    },
                    Sigstore.NONE)))
        .isEqualTo("the public key keys/cosign.pub cannot be read: too large");
  }

  @Test
  void theSameKeysAreTheSameRule() {
    assertThat(rule(signer.pem())).isEqualTo(rule).hasSameHashCodeAs(rule);
    assertThat(rule(TestSigner.ecdsa().pem())).isNotEqualTo(rule);
  }
}
