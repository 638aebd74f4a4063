package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of random files; {@code -Dtagboat.seed} and {@code -Dtagboat.trees} for others. */
class RandomYamlTest {
  private static final long SEED = Long.getLong("tagboat.seed", 20261124L);
  private static final int TREES = Integer.getInteger("tagboat.trees", 5000);

  private static final ImageName IMAGE = ImageName.parse("acme/app").orElseThrow();
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());

  @Test
  void onlyTheTagsChangeInManifestsAndTheWayBackRestoresThem() {
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      RandomYaml yaml = new RandomYaml(seed).manifests().disguised();
      String there = bumped(seed, "m.yaml", yaml.before(), "1.2.4", yaml.spots());
      assertThat(there).as("seed %d", seed).isEqualTo(yaml.after());
      String back = bumped(seed, "m.yaml", yaml.after(), "1.2.3", yaml.spots());
      assertThat(back).as("seed %d, back", seed).isEqualTo(yaml.before());
    }
  }

  @Test
  void numberLikeTagsBecomeTextInValuesFiles() {
    for (long seed = SEED; seed < SEED + TREES; seed++) {
      RandomYaml yaml = new RandomYaml(seed).values().disguised();
      String there = bumped(seed, "values.yaml", yaml.before(), "12.11", yaml.spots());
      assertThat(there).as("seed %d", seed).isEqualTo(yaml.after());
    }
  }

  private static String bumped(long seed, String path, String text, String tag, int spots) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileScan scan = SCANNER.scan(path, bytes);
    assertThat(scan.problem()).as("seed %d:\n%s", seed, text).isNull();
    List<Wanted> wanted = List.of(new Wanted(IMAGE, new Tag(tag), null));
    BumpPlan plan =
        Planner.plan(wanted, Rulebook.of(BotConfig.DEFAULTS, List.of()), scan.sites(), true);
    assertThat(plan.bumps()).as("seed %d:\n%s", seed, text).hasSize(spots);
    return new String(Editor.edit(path, bytes, plan.bumps()).bytes(), StandardCharsets.UTF_8);
  }
}
