package dev.tagboat.bot.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Spellings of clone URLs. */
class PlaceTest {
  private static final List<List<String>> PLACES =
      List.of(
          List.of(
              "https://github.com/a/b",
              "https://github.com/a/b.git",
              "https://github.com/a/b/",
              "https://github.com/a/b.git/",
              "https://github.com/a//b",
              "https://GitHub.com:443/a/b",
              "HTTPS://github.com:/a/b"),
          List.of("https://github.com/A/b"),
          List.of("https://github.com/a/c"),
          List.of("https://github.com:8443/a/b", "https://github.com:8443/a/b.git"),
          List.of("http://github.com/a/b", "http://github.com:80/a/b.git"),
          List.of("http://github.com:443/a/b"),
          List.of(
              "git@github.com:a/b.git",
              "git@GITHUB.com:a/b",
              "git@github.com:/a/b",
              "ssh://git@github.com/a/b.git",
              "ssh://git@github.com:22/a/b"),
          List.of("ssh://other@github.com/a/b"),
          List.of("ssh://git@github.com:2222/a/b"),
          List.of("https://git_host.local/a/b", "https://GIT_host.local/a/b.git"),
          List.of("file:///srv/a", "file:/srv/a", "file:///srv/a/"),
          List.of("file:///srv/a.git"));

  @Test
  void equalPlacesShareAMirrorAndOthersDoNot() {
    for (List<String> spellings : PLACES) {
      assertThat(spellings).extracting(PlaceTest::place).containsOnly(place(spellings.get(0)));
      assertThat(spellings).extracting(PlaceTest::mirror).containsOnly(mirror(spellings.get(0)));
    }
    List<String> firsts = PLACES.stream().map(spellings -> spellings.get(0)).toList();
    assertThat(firsts).extracting(PlaceTest::place).doesNotHaveDuplicates();
    assertThat(firsts).extracting(PlaceTest::mirror).doesNotHaveDuplicates();
  }

  @Test
  void aMirrorsNameIsReadableAndNoPath() {
    assertThat(mirror("git@github.com:acme/config.git"))
        .matches("github\\.com_acme_config-[0-9a-f]{16}");
    assertThat(mirror("https://h.io:8443/../../etc/.git")).matches("[A-Za-z0-9._-]+");
  }

  private static String place(String text) {
    return GitRemote.place(GitRemote.parseUrl(text));
  }

  private static String mirror(String text) {
    return Mirror.name(GitRemote.parseUrl(text));
  }
}
