package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.TagText;
import dev.tagboat.bot.policy.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Picks one of many tags. */
@Command(
    name = "select",
    description = "Says which of some tags a policy picks, offline.",
    footer = {
      "",
      "Exit code 3: the policy picks none of them.",
      "Example:",
      "  tagboat select --policy semver --range '^1.4' 1.4.0 1.9.2 2.0.0",
      "  echo '{\"policy\":\"numeric\",\"tags\":[\"9\",\"10\"]}' | tagboat select --batch"
    })
final class SelectCommand extends Step {
  @Parameters(
      paramLabel = "TAG",
      arity = "0..*",
      description = "the tags; without any, standard input gives one a line")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "P",
      completionCandidates = Policies.class,
      description =
          "auto, semver, calver, numeric, alphabetical, digest, exact or never; newest in --batch")
  private @Nullable String policy;

  @Option(
      names = "--range",
      paramLabel = "R",
      description = "semver: a constraint; calver: a layout such as YYYY.0M.MICRO; exact: the tag")
  private @Nullable String range;

  @Option(names = "--allow", paramLabel = "RE", description = "only tags in which RE2 finds this")
  private @Nullable String allow;

  @Option(names = "--ignore", paramLabel = "RE", description = "no tag in which RE2 finds this")
  private @Nullable String ignore;

  @Option(
      names = "--extract",
      paramLabel = "E",
      description =
          "what is compared: RE2 with a group, or a template such as $1 over what --allow found")
  private @Nullable String extract;

  @Option(
      names = "--order",
      paramLabel = "asc|desc",
      completionCandidates = Orders.class,
      description = "for numeric and alphabetical")
  private @Nullable String order;

  @Option(names = "--prerelease", description = "take pre-releases too (auto, semver, calver)")
  private boolean prerelease;

  @Option(
      names = "--current",
      paramLabel = "TAG",
      description = "what runs now: only a newer tag is picked; needed by policy auto")
  private @Nullable String current;

  @Option(
      names = "--batch",
      description = {
        "one JSON object a line in, with policy, range, allow, ignore, extract, order, current,"
            + " tags, prerelease, minimum-age, created, now; one answer a line out:"
            + " {\"tag\",\"reason\"} or {\"error\"}"
      })
  private boolean batch;

  SelectCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    try {
      if (batch) {
        return batch();
      }
      return one();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput("Standard input cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private int one() throws IOException {
    SelectQuery query =
        new SelectQuery(
            policy,
            range,
            allow,
            ignore,
            extract,
            order,
            current,
            prerelease,
            null,
            given(),
            Map.of(),
            Instant.EPOCH);
    Selection<TagText> selection;
    try {
      if (policy == null) {
        throw new IllegalArgumentException("--policy is missing");
      }
      if (current == null && policy.toLowerCase(Locale.ROOT).equals("auto")) {
        throw new IllegalArgumentException("policy auto needs --current, the tag that runs now");
      }
      selection = query.answer();
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage() + ". See tagboat select --help.", e);
    }
    TagText tag = selection.tag();
    if (json()) {
      console().out().print(row(selection) + "\n");
    } else if (tag != null) {
      console().out().print(tag + "\n");
    } else {
      console().note("None: " + selection.reason() + ".");
    }
    return tag == null ? Exit.NOTHING : Exit.OK;
  }

  private List<String> given() throws IOException {
    List<String> texts = new ArrayList<>(tags);
    if (texts.isEmpty()) {
      console().in().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(texts::add);
    }
    for (String text : texts) {
      if (TagText.parse(text).isEmpty()) {
        throw new BadInput(
            Printable.quote(text) + " is no tag: not printable, or longer than 256 characters.");
      }
    }
    return texts;
  }

  private int batch() throws IOException {
    boolean words =
        prerelease
            || !tags.isEmpty()
            || Stream.of(policy, range, allow, ignore, extract, order, current)
                .anyMatch(Objects::nonNull);
    if (words) {
      throw new BadInput("With --batch everything stands in the lines of standard input.");
    }
    try (BufferedReader in = console().in()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        console().out().print(answer(line) + "\n");
        if (!in.ready()) {
          console().flush();
        }
      }
    }
    return Exit.OK;
  }

  private JsonRow answer(String line) {
    try {
      return row(SelectLine.parse(line, context().clock()).answer());
    } catch (IllegalArgumentException e) {
      return new JsonRow().with("error", e.getMessage());
    }
  }

  private static JsonRow row(Selection<TagText> selection) {
    return new JsonRow().with("tag", selection.tag()).with("reason", selection.reason());
  }

  /** What a shell completes. */
  static final class Orders implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("asc", "desc").iterator();
    }
  }

  /** What a shell completes. */
  static final class Policies implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(PolicyKind.values()).map(PolicyKind::key).iterator();
    }
  }
}
