package dev.tagboat.bot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io/library/nginx",
    "docker.io/nginx, docker.io/library/nginx",
    "index.docker.io/library/nginx, docker.io/library/nginx",
    "bitnami/redis, docker.io/bitnami/redis",
    "GHCR.io/acme/app, ghcr.io/acme/app",
    "ghcr.io:443/acme/app, ghcr.io/acme/app",
    "localhost/app, localhost/app",
    "localhost:5000/a/b__c.d, localhost:5000/a/b__c.d",
    "127.0.0.1:5000/app, 127.0.0.1:5000/app",
    "[::1]:5000/app, [::1]:5000/app",
  })
  void spellingsOfOneImageAreEqual(String written, String normalised) {
    assertThat(ImageName.parse(written)).map(ImageName::toString).contains(normalised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/app",
        "app/",
        "Acmé/App",
        "a..b",
        "a//b",
        "-a",
        "a b",
        "app\n",
        "host:port/app",
        "ghcr.io/",
        "https://ghcr.io/app",
        "../app",
      })
  void whatIsNoNameIsEmpty(String written) {
    assertThat(ImageName.parse(written)).isEmpty();
  }

  @Test
  void veryLongNameNeitherOverflowsNorPasses() {
    assertThat(ImageName.parse("a-".repeat(10_000) + "a")).isEmpty();
    assertThat(ImageName.parse("a/".repeat(120) + "a")).isPresent();
  }

  @Test
  void aSuffixIsAnotherImage() {
    assertThat(ImageName.parse("evil/app")).isNotEqualTo(ImageName.parse("app"));
    assertThat(ImageName.parse("evil.io/acme/app")).isNotEqualTo(ImageName.parse("acme/app"));
  }

  @Test
  void aReferenceKnowsAPortFromATag() {
    assertThat(ImageReference.parse("host:5000/x"))
        .hasValueSatisfying(r -> assertThat(r.tag()).isNull());
    assertThat(ImageReference.parse("host:5000/x:1@sha256:" + "a".repeat(64)))
        .hasToString("Optional[host:5000/x:1@sha256:" + "a".repeat(64) + "]");
    assertThat(ImageReference.parse("x:1@sha256:short")).isEmpty();
    assertThat(ImageReference.parse("Ghcr.io/Acme/App:V1"))
        .hasToString("Optional[ghcr.io/acme/app:V1]");
    assertThat(ImageReference.parse("GHCR.io/acme/app")).isNotEmpty();
    assertThat(ImageReference.parse("Acme/App")).isNotEmpty();
    assertThat(ImageReference.parse("Acme")).isEmpty();
    assertThat(ImageReference.parse("x:")).isEmpty();
    assertThat(ImageReference.parse("x:-1")).isEmpty();
  }

  @Test
  void aTagIsMatchedWhole() {
    assertThat(Tag.isValid("1.4.2\n")).isFalse();
    assertThat(Tag.isValid("v".repeat(129))).isFalse();
    assertThatThrownBy(() -> new Tag("a b\u202e"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a b\\u202e\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io/acme/*, ghcr.io/acme/app, true",
    "ghcr.io/acme/*, ghcr.io/acme/team/app, false",
    "ghcr.io/acme/**, ghcr.io/acme/team/app, true",
    "ghcr.io/acme/*, evil.io/ghcr.io/acme/app, false",
    "acme/*, docker.io/acme/app, true",
    "acme/*, ghcr.io/acme/app, false",
    "nginx, docker.io/library/nginx, true",
    "**, any.io/x, true",
    "GHCR.io/acme/app, ghcr.io/acme/app, true",
    "ghcr.io/acme/a.p, ghcr.io/acme/axp, false",
    "*, any.io/x, true",
    "*, nginx, true",
    "ngi*, nginx, true",
    "ngi*, acme/nginx, false",
    "ngi*, ghcr.io/nginx, false",
    "NGINX, nginx, true",
    "docker.io/nginx, nginx, true",
    "index.docker.io/ngi*, nginx, true",
    "docker.io/*, acme/nginx, false",
    "docker.io/**, acme/nginx, true",
    "my.app, my.app, true",
    "Bitnami/*, bitnami/redis, true",
    "ghcr.io/Acme/*, ghcr.io/acme/app, true",
    "ghcr.io:443/acme/*, ghcr.io/acme/app, true",
    "**app, ghcr.io/acme/app, true",
    "*.acme.io/app, r.acme.io/app, true",
    "reg:*/app, reg:5000/app, true",
  })
  void aPatternMatchesTheWholeName(String pattern, String name, boolean expected) {
    assertThat(ImagePattern.parse(pattern).matches(ImageName.parse(name).orElseThrow()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nginx:1.25",
        "nginx:1.*",
        "a//b",
        "/a",
        "a/",
        "https://ghcr.io/a",
        "a b",
        "[a]"
      })
  void whatNoNameCanMatchIsNoPattern(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ImagePattern.parse(text));
  }
}
