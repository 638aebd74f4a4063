package dev.tagboat.bot.edit;

import java.util.Random;

/** Writes a random {@code .env} file, before and after the bump, and a Compose file for it. */
final class RandomEnv {
  private final Random random;
  private final StringBuilder before = new StringBuilder();
  private final StringBuilder after = new StringBuilder();
  private final StringBuilder compose = new StringBuilder("services:\n");
  private int places;

  RandomEnv(Random random) {
    this.random = random;
    String lineEnd = pick("\n", "\n", "\r\n");
    both(pick("", "", "\uFEFF"));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      both(pick("", "# T" + i + "=1.2.3", "X=1.2.3", "Y='a b' # c", "nothing", "Z=🚢") + lineEnd);
      variable(i, i == 1 && random.nextBoolean() ? "" : lineEnd);
    }
  }

  String before() {
    return before.toString();
  }

  String after() {
    return after.toString();
  }

  String compose() {
    return compose.toString();
  }

  int places() {
    return places;
  }

  private void variable(int index, String lineEnd) {
    places++;
    String name = "T" + index;
    boolean whole = random.nextBoolean();
    String quote = pick("", "'", "\"");
    both(pick("", " ", "export ", "\texport\t") + name + pick("=", " = ", ": ") + quote);
    both(whole ? pick("acme/app:", "docker.io/acme/app:") : "");
    before.append("1.2.3");
    after.append("1.2.4");
    both(quote + pick("", " ", " # " + RandomYaml.DECOY, "\t#") + lineEnd);
    String use = pick("$" + name, "${" + name + "}", "${" + name + ":?x}");
    compose.append("  s%d: {image: '%s%s'}\n".formatted(index, whole ? "" : "acme/app:", use));
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void both(String text) {
    before.append(text);
    after.append(text);
  }
}
