package dev.tagboat.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be asked for as signer. */
final class SignerTest {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final String TAGS = "https://github.com/a/b/.github/workflows/r.yml@refs/tags/";

  @ParameterizedTest
  @CsvSource({
    "ann@acme.test, ann@acme.test, true",
    "ann@acme.test, joann@acme.test, false",
    "ann@acme.test, Ann@acme.test, false",
    "https://g/a/r.yml@refs/tags/*, https://g/a/r.yml@refs/tags/v1, true",
    "https://g/a/r.yml@refs/tags/*, https://g/a/r.yml@refs/heads/main, false",
    "https://g/a/r.yml@refs/tags/*, https://g/ab/r.yml@refs/tags/v1, false",
    "https://g/a/r.yml@refs/tags/v1, https://g/a/r.yml@refs/tags/v10, false",
  })
  void anIdentityIsMetAsItIsWritten(String wanted, String is, boolean met) {
    assertThat(new Signer(wanted, ISSUER).is(is, ISSUER)).isEqualTo(met);
    assertThat(new Signer(wanted, ISSUER).is(is, ISSUER + "/")).isFalse();
  }

  private static Verification read(String cosign) {
    String yaml = "images: [{name: a, verify: {cosign: {" + cosign + "}}}]";
    return Objects.requireNonNull(
        BotConfig.read(yaml.getBytes(StandardCharsets.UTF_8)).images().get(0).verify());
  }

  @Test
  void anIdentityAndItsIssuerAreRead() {
    assertThat(read("identity: '" + TAGS + "*', issuer: '" + ISSUER + "'").name())
        .isEqualTo(TAGS + "* (" + ISSUER + ")");
  }

  /** A star anywhere else would let in repositories of strangers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identity: 'https://github.com/*', issuer: 'https://i'| identity must be",
        "identity: 'https://github.com/a/*@refs/tags/v1', issuer: 'https://i'| identity must be",
        "identity: '*', issuer: 'https://i'| identity must be",
        "identity: '*@acme.test', issuer: 'https://i'| identity must be",
        "identity: 'a@b@refs/*', issuer: 'https://i'| identity must be",
        "identity: 'ann', issuer: 'https://i'| identity must be",
        "identity: 'ann @b.c', issuer: 'https://i'| identity must be",
        "identity: 'a@b.c', issuer: 'http://i'| issuer must be",
        "identity: 'a@b.c', issuer: 'https://*'| issuer must be",
        "identity: 'a@b.c'| issuer is missing",
        "issuer: 'https://i'| identity is missing",
        "key: k.pub, identity: 'a@b.c', issuer: 'https://i'| give either key, or identity",
        "key: k.pub, issuer: 'https://i'| give either key, or identity",
        "''| cosign needs key, or identity and issuer",
      })
  void whatWouldMeanTooMuchIsRefusedOnce(String cosign, String why) {
    assertThatThrownBy(() -> read(cosign.equals("''") ? "" : cosign))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(why)
        .message()
        .hasLineCount(1);
  }
}
