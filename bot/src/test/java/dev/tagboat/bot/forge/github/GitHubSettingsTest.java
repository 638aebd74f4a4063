package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSettingsTest {
  private static final Credentials TOKEN = new Credentials.Token(Secret.of("t"));

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/config.git, https://api.github.com, https://api.github.com/graphql",
    "https://github.com/acme/config, https://api.github.com, https://api.github.com/graphql",
    "git@github.com:acme/config.git, https://api.github.com, https://api.github.com/graphql",
    "https://git.acme.io/acme/config/, https://git.acme.io/api/v3, https://git.acme.io/api/graphql",
    "ssh://git@git.acme.io:2222/acme/config.git, https://git.acme.io/api/v3,"
        + " https://git.acme.io/api/graphql",
    "http://127.0.0.1:81/acme/config.git, http://127.0.0.1:81/api/v3,"
        + " http://127.0.0.1:81/api/graphql"
  })
  void isDerivedFromTheCloneUrl(String clone, String api, String graphQl) {
    GitHubSettings settings = GitHubSettings.of(GitRemote.parseUrl(clone), null, TOKEN);

    assertThat(settings.apiUrl()).hasToString(api);
    assertThat(settings.graphQlUrl()).hasToString(graphQl);
    assertThat(settings.slug()).isEqualTo("acme/config");
  }

  @Test
  void onlyGitHubItselfIsPaced() {
    URI clone = URI.create("https://github.com/acme/config");

    assertThat(GitHubSettings.of(clone, null, TOKEN).writePause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(
            GitHubSettings.of(clone, URI.create("https://ghe.acme.io/api/v3/"), TOKEN).writePause())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme",
        "https://github.com/",
        "https://github.com/a/b/c",
        "https://github.com/../etc.git",
        "file:///srv/config.git"
      })
  void aUrlWithoutOwnerAndNameIsRefused(String clone) {
    assertThatThrownBy(() -> GitHubSettings.of(URI.create(clone), null, TOKEN))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("OWNER/NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://git.acme.io/api/v3", "ftp://x/", "https://t:p@git.acme.io/api/v3", "api"})
  void aTokenTravelsProtected(String api) {
    URI clone = URI.create("https://github.com/acme/config");

    assertThatThrownBy(() -> GitHubSettings.of(clone, URI.create(api), TOKEN))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("api-url must be");
  }

  @Test
  void aCloneUrlThatIsNotProtectedIsToBlameItself() {
    URI clone = URI.create("http://example.com/a/b.git");

    assertThatThrownBy(() -> GitHubSettings.of(clone, null, TOKEN))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("the config repo's url on example.com must start with https:");
  }
}
