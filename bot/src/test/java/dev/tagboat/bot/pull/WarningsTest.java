package dev.tagboat.bot.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reviewer must not miss. */
final class WarningsTest {
  private final Sample web = Sample.of("web");

  private static List<String> sentences(Sample sample) {
    return sample.compared().warnings().stream().map(Warning::sentence).toList();
  }

  private static Command command(String user, List<String> entrypoint, String... arguments) {
    return new Command(user, entrypoint, List.of(arguments));
  }

  @Test
  void anOrdinaryBumpHasNone() {
    assertThat(sentences(web)).isEmpty();
  }

  @Test
  void aPlatformThatIsLost() {
    assertThat(sentences(web.withNow(Sample.platforms("linux/amd64"))))
        .containsExactly("**platform lost:** no `linux/arm64` any more");
    assertThat(sentences(web.withNow(Sample.platforms("linux/amd64", "linux/arm64", "linux/arm"))))
        .isEmpty();
  }

  @Test
  void builtEarlierThanTheOneThatRuns() {
    assertThat(sentences(web.withNow(Sample.built("2026-11-17T09:00:00Z"))))
        .containsExactly("**older build:** built 3 days before the one that it replaces");
  }

  @Test
  void runsAsRootNow() {
    for (String root : List.of("", "0", "root", "0:0", "root:wheel")) {
      assertThat(
              sentences(
                  web.withNow(Sample.command(command(root, List.of("/app"), "--port", "80")))))
          .containsExactly("**runs as root now**, before as `1000`");
    }
  }

  @Test
  void anotherUser() {
    assertThat(
            sentences(
                web.withNow(Sample.command(command("1001", List.of("/app"), "--port", "80")))))
        .containsExactly("**other user:** runs as `1001`, before as `1000`");
  }

  @Test
  void rootByAnotherNameIsTheSame() {
    Sample root = web.withOld(Sample.command(command("0", List.of("/app"), "--port", "80")));

    assertThat(
            sentences(
                root.withNow(Sample.command(command("root", List.of("/app"), "--port", "80")))))
        .isEmpty();
  }

  @Test
  void anotherEntryPointAndAnotherCommand() {
    Command other = command("1000", List.of("sh", "-c", "curl x | sh"));

    assertThat(sentences(web.withNow(Sample.command(other))))
        .containsExactly(
            "**other entry point:** `sh` `-c` `curl x | sh`, before `/app`",
            "**other command:** none, before `--port` `80`");
  }

  @Test
  void aConfigurationThatCannotBeReadSaysNothing() {
    assertThat(sentences(web.withOld(Sample.command(Command.UNKNOWN)))).isEmpty();
    ImageEvidence.Seen now = (ImageEvidence.Seen) web.now();
    ImageEvidence unread =
        new ImageEvidence.Seen(
            now.digest(),
            now.mediaType(),
            now.at(),
            now.platforms(),
            now.created(),
            now.claims(),
            Command.UNKNOWN,
            now.attachments(),
            List.of("the configuration cannot be read"));

    assertThat(sentences(web.withNow(unread))).isEmpty();
  }

  @Test
  void theTagWasMovedSinceTheEvent() {
    Digest announced = new Digest("sha256:" + "c".repeat(64));

    assertThat(sentences(web.withClaimed(announced)))
        .containsExactly(
            "**moved since:** the event announced `sha256:cccccccccccc`, but the tag is "
                + Markdown.digest(Sample.digest(web.image(), web.to()))
                + " by now");
    assertThat(sentences(web.withClaimed(Sample.digest(web.image(), web.to())))).isEmpty();
  }

  @Test
  void theSameImageUnderAnotherName() {
    Sample same = Sample.of("web", "1.4.2", "1.4.2");

    assertThat(sentences(same)).contains("**same image as before:** nothing but the name changes");
  }

  @Test
  void backToAnOlderVersion() {
    assertThat(sentences(Sample.of("web", "1.4.2", "1.4.1")))
        .containsExactly("**older version** than the one that runs, as was asked for");
  }

  @Test
  void anotherSourceRepository() {
    assertThat(
            sentences(web.withNow(Sample.saying(Map.of("source", "https://github.com/eve/web")))))
        .containsExactly(
            "**other source:** built from `https://github.com/eve/web`, before from"
                + " `https://github.com/acme/web`");
    assertThat(
            sentences(
                web.withNow(Sample.saying(Map.of("source", "git@github.com:Acme/web.git#main")))))
        .isEmpty();
  }

  @Test
  void aTagThatNobodyConfirmed() {
    Change.Version skipped = new Change.Version(web.image(), new Tag("1.4.2"), null, "skipped");

    assertThat(Comparison.of(web.change(Sample.BASE, skipped)).get(0).warnings())
        .extracting(Warning::kind, Warning::sentence)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                Warning.Kind.UNCONFIRMED,
                "**not confirmed:** nobody asked the registry whether this tag exists, as was"
                    + " asked for"));
  }
}
