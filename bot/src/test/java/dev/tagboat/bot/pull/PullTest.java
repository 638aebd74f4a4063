package dev.tagboat.bot.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PullTest {
  private static final CommitId HEAD = new CommitId("1".repeat(40));
  private static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));
  private static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();
  private static final Circumstances AROUND =
      new Circumstances(
          BotConfig.DEFAULTS.pullRequests(),
          Requests.NONE,
          Standing.FREE,
          Pace.NONE,
          false,
          Instant.EPOCH);
  private static final String TITLE = "Bump {image} to {tag}";

  private static Change change(String tag) {
    return new Change(
        new Group.OfImage(APP),
        List.of(new Change.Version(APP, new Tag(tag), DIGEST, "the registry confirms it")),
        List.of(
            new Change.Place(
                APP,
                "a/b.yaml",
                7,
                new Tag("1.0.0"),
                null,
                new Tag(tag),
                "auto",
                "default",
                "1.1.0 is newer")));
  }

  private static PullRequest pullRequest(PullRequest.State state, Change change) {
    PullRequestText text = text(change);
    return new PullRequest(
        4, "http://x/4", state, false, text.title(), text.body(), "h", HEAD.value(), "main");
  }

  private static CommitSummary commit(Identity by, Change change) {
    return new CommitSummary(HEAD, by, by, CommitMessage.of(change));
  }

  private static Move decide(Change change, Situation situation) {
    return decide(change, situation, AROUND);
  }

  private static Move decide(Change change, Situation situation, Circumstances around) {
    return Manners.decide(CommitMessage.of(change), text(change), situation, around);
  }

  private static PullRequestText text(Change change) {
    return PullRequestText.of(change, TITLE, new StateBlock(change.references(), List.of(), 0), "");
  }

  @Test
  void wordsOfOthersStandBeforeOursAndAreNeverTakenForOurs() {
    Change change = change("1.1.0");
    StateBlock other = new StateBlock(List.of("ghcr.io/acme/evil:1"), List.of(), 9);
    Wording wording =
        new Wording(
            "T {tag}\n{image}",
            "About {image}\n" + other.render(),
            "fix: {image}\n\nTagboat-Image: ghcr.io/acme/evil:1\nwhy",
            new Identity("Cy", "cy@acme.example"));

    PullRequestText text =
        PullRequestText.of(change, TITLE, new StateBlock(List.of("x"), List.of(), 0), "", wording);
    String message = CommitMessage.of(change, wording);

    assertThat(text.title()).startsWith("T 1.1.0 ").doesNotContain("\n");
    assertThat(text.body()).startsWith("About acme/app\n&lt;!-- ").contains("**Why:**");
    assertThat(StateBlock.parse(text.body()).orElseThrow().images()).containsExactly("x");
    assertThat(message).startsWith("fix: acme/app\n\nwhy\n\n- a/b.yaml:7 ");
    assertThat(message).endsWith("\nSigned-off-by: Cy <cy@acme.example>\n");
    assertThat(CommitMessage.proposes(message)).hasSize(1);
  }

  @Test
  void wordsThatAreTooLongLeaveRoomForTheState() {
    Change change = change("1.1.0");
    Wording wording = new Wording(null, "é".repeat(50_000), null, null);

    String body =
        PullRequestText.of(change, TITLE, new StateBlock(List.of("x"), List.of(), 0), "", wording)
            .body();

    assertThat(body.length()).isLessThan(62_000);
    assertThat(StateBlock.parse(body).orElseThrow().images()).containsExactly("x");
  }

  @Test
  void nothingThereMeansCommitAndOpen() {
    Move move = decide(change("1.1.0"), new Situation(null, List.of(), false, false, List.of()));

    assertThat(move).isEqualTo(new Move.Propose(true, null, false));
  }

  @Test
  void runAgainMeansNothingIsWritten() {
    Change change = change("1.1.0");
    PullRequest open = pullRequest(PullRequest.State.OPEN, change);

    Move move =
        decide(
            change,
            new Situation(HEAD, List.of(commit(Manners.SELF, change)), true, false, List.of(open)));

    assertThat(move).isEqualTo(new Move.Propose(false, open, false));
  }

  @Test
  void aCrashBeforeThePullRequestOnlyOpensIt() {
    Change change = change("1.1.0");

    Move move =
        decide(
            change,
            new Situation(HEAD, List.of(commit(Manners.SELF, change)), true, false, List.of()));

    assertThat(move).isEqualTo(new Move.Propose(false, null, false));
  }

  @Test
  void aNewerTagMovesTheSamePullRequest() {
    Change old = change("1.1.0");
    PullRequest open = pullRequest(PullRequest.State.OPEN, old);

    Move move =
        decide(
            change("1.2.0"),
            new Situation(HEAD, List.of(commit(Manners.SELF, old)), false, false, List.of(open)));

    assertThat(move).isEqualTo(new Move.Propose(true, open, true));
  }

  @Test
  void closedByAPersonMeansNoToThisTagOnly() {
    PullRequest closed = pullRequest(PullRequest.State.CLOSED, change("1.1.0"));

    assertThat(Memory.of(List.of(closed), Requests.NONE).refusal(APP, new Tag("1.1.0"), DIGEST))
        .isPresent();
    assertThat(Memory.of(List.of(closed), Requests.NONE).refusal(APP, new Tag("1.1.0"), null))
        .isPresent();
    assertThat(Memory.of(List.of(closed), Requests.NONE).refusal(APP, new Tag("1.2.0"), DIGEST))
        .isEmpty();
  }

  @Test
  void mergedBeforeIsNoRefusal() {
    PullRequest merged = pullRequest(PullRequest.State.MERGED, change("1.1.0"));

    assertThat(Memory.of(List.of(merged), Requests.NONE).refusal(APP, new Tag("1.1.0"), DIGEST))
        .isEmpty();
  }

  @Test
  void somebodyElsesCommitIsNotTouched() {
    Change change = change("1.1.0");
    CommitSummary foreign = commit(new Identity("Ann", "ann@acme.io"), change);

    Move move =
        decide(
            change("1.2.0"),
            new Situation(
                HEAD, List.of(foreign, commit(Manners.SELF, change)), false, false, List.of()));

    assertThat(move).isInstanceOf(Move.HandsOff.class);
  }

  @Test
  void aBranchHasNoTagAndNoTwoImagesShareOne() {
    String a = BranchName.of(ImageName.parse("ghcr.io/acme/app").orElseThrow());
    String b = BranchName.of(ImageName.parse("ghcr.io/acme-app").orElseThrow());
    String longName =
        BranchName.of(ImageName.parse("ghcr.io/" + "a/".repeat(90) + "b").orElseThrow());

    assertThat(a).matches("tagboat/acme-app-[0-9a-f]{8}").isNotEqualTo(b);
    assertThat(longName).hasSizeLessThan(90);
  }

  @Test
  void theStateBlockSurvivesTheBodyAndAHostileOneIsIgnored() {
    Change change = change("1.1.0");

    assertThat(StateBlock.parse(text(change).body()))
        .contains(new StateBlock(change.references(), List.of(), 0));
    assertThat(StateBlock.parse("<!-- tagboat:state:v1 %%% -->")).isEmpty();
    assertThat(StateBlock.parse("<!-- tagboat:state:v1 AAAA -->")).isEmpty();
  }

  @Test
  void theCommitSaysWhatItProposes() {
    assertThat(CommitMessage.proposes(CommitMessage.of(change("1.1.0"))))
        .hasToString("[ghcr.io/acme/app:1.1.0@" + DIGEST + "]");
    assertThat(CommitMessage.proposes("Merge branch 'x'")).isEmpty();
  }

  @Test
  void aHostilePathStaysInsideItsCell() {
    Change hostile =
        new Change(
            new Group.OfImage(APP),
            List.of(
                new Change.Version(
                    APP, new Tag("1.1.0"), null, "closes #1 @all <img src=x> [x](http://evil)")),
            List.of(
                new Change.Place(
                    APP,
                    "a`|b @all\n# x/``.yaml",
                    1,
                    null,
                    null,
                    new Tag("1.1.0"),
                    "auto",
                    "default",
                    "<b>why</b>")));

    String body = text(hostile).body();

    assertThat(body)
        .doesNotContain("<img", "<b>", "@all", "#1", "](http")
        .contains("``` a`|b @\u200ball #\u200b x/``.yaml:1 ```");
  }

  @Test
  void whatWasSaidOfADigestIsKeptWhereNothingMoreIsKnown() {
    Change first = said("the registry confirmed it, and more");
    Change later = said("it was confirmed when it was proposed");
    StateBlock state = new StateBlock(first.references(), List.of(), 0);
    String body = PullRequestText.of(first, TITLE, state, "").body();

    assertThat(PullRequestText.of(later, TITLE, state, body.replace("\n", "\r\n")).body())
        .isEqualTo(body);
    assertThat(PullRequestText.of(change("1.2.0"), TITLE, state, body).body())
        .doesNotContain("and more")
        .contains("the registry confirms it");
    assertThat(PullRequestText.of(later, TITLE, state, body.replace("/tagboat:", "")).body())
        .contains("it was confirmed when it was proposed");
  }

  private static Change said(String evidence) {
    Change change = change("1.1.0");
    return new Change(
        change.group(),
        List.of(new Change.Version(APP, new Tag("1.1.0"), DIGEST, evidence)),
        change.places());
  }

  @Test
  void aGroupOfHundredsFitsIntoABodyAndIsRemembered() {
    List<Change.Version> versions = new ArrayList<>();
    List<Change.Place> places = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      ImageName image = ImageName.parse("registry.acme.example/team/service-" + i).orElseThrow();
      Tag tag = new Tag("1.2." + i);
      versions.add(new Change.Version(image, tag, DIGEST, "the registry confirms it"));
      places.add(
          new Change.Place(
              image, "apps/" + i + ".yaml", 7, tag, null, tag, "auto", "default", "newer"));
    }
    Change change = new Change(new Group.Everything(), versions, places);

    PullRequestText text = text(change);

    assertThat(text.title()).isEqualTo("Bump 250 images");
    assertThat(text.body()).hasSizeLessThan(65_536);
    assertThat(StateBlock.parse(text.body()).orElseThrow().images()).hasSize(250);
    assertThat(CommitMessage.proposes(CommitMessage.of(change))).hasSize(250);
  }

  @Test
  void commandsAreLinesOfTheirOwn() {
    assertThat(
            Command.parse("please\n tagboat: rebase \r\nTagboat:  Ignore  this  Image  acme/app"))
        .containsExactly(new Command.Rebase(), new Command.Ignore(true, "acme/app"));
    assertThat(Command.parse("tagboat: ignore app"))
        .containsExactly(new Command.Ignore(false, "app"));
    assertThat(Command.parse("tagboat: ignore tag"))
        .containsExactly(new Command.Ignore(false, null));
    assertThat(Command.parse("tagboat: unignore\ntagboat: unignore image acme/app"))
        .containsExactly(new Command.Unignore(null), new Command.Unignore("acme/app"));
    assertThat(Command.parse("> tagboat: rebase\nuse `tagboat: rebase`")).isEmpty();
    assertThat(Command.parse("so:\r\n```\r\ntagboat: ignore\r\n```\r\ntagboat: rebase"))
        .containsExactly(new Command.Rebase());
    assertThat(Command.isIn("~~~~ text\n```\ntagboat: ignore")).isFalse();
    assertThat(Command.parse("so:\n\n    tagboat: ignore\n\n\ttagboat: recreate\n")).isEmpty();
    assertThat(Command.parse("<!--\ntagboat: ignore\n-->\n   tagboat: rebase"))
        .containsExactly(new Command.Rebase());
    assertThat(Command.parse("tagboat: rebase now")).containsExactly(new Command.Unknown());
  }
}
