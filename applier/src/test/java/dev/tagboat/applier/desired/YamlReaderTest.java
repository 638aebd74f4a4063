package dev.tagboat.applier.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
  private static String json(String yaml) throws Unreadable {
    return YamlReader.read("f.yaml", yaml).get(0).value().toString();
  }

  private static void refused(String yaml, String line) {
    assertThatThrownBy(() -> json(yaml))
        .isInstanceOfSatisfying(Unreadable.class, e -> assertThat(e.line()).contains(line));
  }

  @Test
  void keysBecomeTextAsTheServerMakesThem() throws Unreadable {
    assertThat(json("{1: a, y: b, 0644: c, 1e3: d, 'x': e}"))
        .isEqualTo("{\"1\":\"a\",\"true\":\"b\",\"420\":\"c\",\"1000\":\"d\",\"x\":\"e\"}");
  }

  @Test
  void quotedScalarsAreTexts() throws Unreadable {
    assertThat(json("['yes', \"1\", !!str 1, !!int \"7\", 'no']"))
        .isEqualTo("[\"yes\",\"1\",\"1\",7,\"no\"]");
  }

  @Test
  void mergesAreDoneAndTheirOwnKeysWin() throws Unreadable {
    assertThat(json("b: &b {x: 1, z: 1}\na: {<<: *b, z: 2}"))
        .isEqualTo("{\"b\":{\"x\":1,\"z\":1},\"a\":{\"x\":1,\"z\":2}}");
  }

  // The server would let the merge win over what stands before it; the YAML 1.1 type says no.
  @Test
  void aMergeAfterTheKeyThatItWouldReplaceIsRefused() {
    refused("b: &b {z: 1}\na:\n  z: 2\n  <<: *b", "f.yaml:4:3: the merge would replace a key");
  }

  @Test
  void repeatedKeysAreRefusedAlsoWhenOnlyEqualAsText() {
    refused("a: 1\nb: 2\na: 3", "f.yaml:3:1: this key stands here a second time");
    refused("true: 1\n\"true\": 2", "f.yaml:2:1: this key");
  }

  @Test
  void keysThatAreNoWordsAreRefused() {
    refused("null: 1", "f.yaml:1:1: a key must be a word");
    refused("? [a]\n: 1", "a key must be a word");
  }

  @Test
  void tagsOfOnesOwnAreRefused() {
    refused("a: !env HOME", "f.yaml:1:4: the tag does not fit");
    refused("a: !!java.net.URL [x]", "the tag");
  }

  @Test
  void bombsAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (before + ",").repeat(9) + before + "]\n");
    }
    refused(bomb.toString(), "too many values");
    refused("[".repeat(5000), "f.yaml");
    refused("a: &a {b: *a}", "f.yaml:1:11: there is no such anchor");
  }

  // A password may begin with any of these, and the sentence goes to the log and to the server.
  @Test
  void noValueIsQuoted() {
    for (String value : List.of("!hunter2 x", "!hunter2!x y", "*hunter2", "!!hunter2 [x]")) {
      assertThatThrownBy(() -> json("password: " + value))
          .isInstanceOfSatisfying(
              Unreadable.class,
              e -> assertThat(e.line()).startsWith("f.yaml:1:").doesNotContain("hunter2"));
    }
  }
}
