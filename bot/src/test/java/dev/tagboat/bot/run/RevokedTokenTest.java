package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeApp;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token of an App that git no longer takes, in the middle of a run. */
final class RevokedTokenTest {
  private static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));
  private static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();

  @TempDir Path dir;
  // Tokens end by the clock of the forge, which is that of the machine.
  private final MannersTestBase.Hands time = new MannersTestBase.Hands(Instant.now());
  private EmbeddedForge server;
  private Target target;
  private BumpRun run;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    server =
        EmbeddedForge.start(
            ForgeConfig.in(dir.resolve("forge"))
                .withApp(new ForgeApp(42, "tagboat", (RSAPublicKey) keys.getPublic())));
    server.addRepository("acme", "config");
    byte[] pod = MannersTestBase.pod("app:1.4.1").getBytes(StandardCharsets.UTF_8);
    server.commit("acme", "config", "main", "ann", "One pod", Map.of("pod.yaml", pod));
    URI url = server.cloneUrl("acme", "config");
    GitHubSettings settings =
        GitHubSettings.of(url, server.apiUrl(), new Credentials.App(42, pem(keys)))
            .with(CommitMode.GIT);
    GitHubForge forge = GitHubForge.connect(settings, HttpClients.shared(), time);
    target = new Target(new GitRemote(url, forge.login(), null), "main", forge);
    run = new BumpRun(new JGitRepositories(dir.resolve("mirrors"), GitSettings.defaults()), time);
    MannersTestBase.proposed(propose("1.4.2"));
    server.forgetRequests();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path pem(KeyPair keys) throws IOException {
    byte[] der = keys.getPrivate().getEncoded();
    String body = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        dir.resolve("app.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
  }

  private Outcome propose(String tag) {
    Candidate candidate = new Candidate(tag, ImagePush.of(APP, new Tag(tag), DIGEST), DIGEST);
    return run.propose(target, List.of(candidate), Progress.NONE).get(0);
  }

  private void proposeInVain(String tag) {
    assertThatThrownBy(() -> propose(tag))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("no longer accepts the token");
  }

  private void refuse(String method, String path, int times) {
    server.faults().respond(method, "/acme/config\\.git/" + path, times, 401, "Bad credentials");
  }

  private long tokens() {
    return server.requests().stream().filter(r -> r.path().endsWith("/access_tokens")).count();
  }

  @ParameterizedTest
  @CsvSource({"GET, info/refs", "POST, git-upload-pack", "POST, git-receive-pack"})
  void isMadeAnewAndTheNextTryEndsTheWork(String method, String path) {
    time.pass(Duration.ofMinutes(5));
    refuse(method, path, 1);
    proposeInVain("1.4.3");

    Outcome outcome = propose("1.4.3");

    assertThat(MannersTestBase.proposed(outcome).action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(server.faults().pending()).isEmpty();
    assertThat(tokens()).isEqualTo(1);
    assertThat(server.pullRequests("acme", "config")).hasSize(1);
  }

  @Test
  void whereTheNewOneIsRefusedTooSomebodyHasToLook() {
    time.pass(Duration.ofMinutes(5));
    refuse("*", ".*", 50);
    proposeInVain("1.4.3");

    Outcome outcome = propose("1.4.3");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.sentence()).contains("does not accept the credentials");

    assertThat(tokens()).isEqualTo(1);
  }
}
