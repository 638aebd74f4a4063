package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckConfigCommandTest {
  private static final String SECRET = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("secret"), SECRET);
    Files.writeString(
        folder.resolve("tagboat-server.yaml"),
        """
        public-url: https://tagboat.acme.io/
        hooks:
          - { name: hub, type: dockerhub, registry: docker.io, secret-file: secret, images: ["docker.io/acme/*"] }
          - { name: main, type: distribution, registry: registry.acme.io, secret-file: [secret, secret] }
          - { name: stray, type: generic, registry: registry.acme.io, secret-file: secret, images: ["other.io/*"] }
        polls:
          - { image: registry.acme.io/shop/old, interval: 10m }
        registries:
          - { host: registry.acme.io, username: bot, password-file: secret }
        repositories:
          - url: https://github.com/acme/config.git
            forge: { type: github, token-file: secret, webhook-secret-file: secret }
            images: ["registry.acme.io/shop/*"]
        alerts:
          - { name: mail, type: email, smtp: { host: mail.acme.io, from: t@acme.io, to: o@acme.io } }
        clusters:
          - { name: prod, repository: https://github.com/acme/config, secret-file: [secret, secret], environment: production, publish: [status], alerts: [] }
          - name: edge
            repository: https://github.com/acme/config.git
            oidc: { issuer: https://kubernetes.default.svc, audience: tagboat, subject: "system:serviceaccount:tagboat:applier", jwks-file: secret }
        """);
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  private int check(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "check-config";
    args[1] = "--config";
    args[2] = folder.resolve("tagboat-server.yaml").toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return run(args);
  }

  @Test
  void saysWhatTheConfigurationAmountsTo() {
    assertThat(check()).isZero();

    assertThat(out.toString())
        .contains(
            "paste     https://tagboat.acme.io/hooks/hub/***",
            "checks    the secret at the end of the URL",
            "unrouted  docker.io/acme/*: no config repo follows any of these",
            "paste     https://tagboat.acme.io/hooks/main",
            "any of 2 secrets is good",
            "reaches   https://github.com/acme/config.git",
            "unrouted  registry.acme.io/**: config repos follow some of these, perhaps not all",
            "warning   other.io/* is not of registry.acme.io, so it lets nothing in",
            "poll registry.acme.io/shop/old",
            "every     10m",
            "login     user bot",
            "paste     https://tagboat.acme.io/forge-events",
            "paste     https://tagboat.acme.io/reports/prod (report.url of the applier)",
            "checks    the HMAC-SHA256 of the body in 'X-Tagboat-Signature-256'; any of 2",
            "tells     status as production",
            "checks    a token of system:serviceaccount:tagboat:applier, issued by"
                + " https://kubernetes.default.svc for tagboat, signed with a key of secret",
            "alerts    nobody",
            "alerts    mail",
            "tells     comment  deployment  status as edge")
        .doesNotContain(SECRET);
  }

  @Test
  void theSecretInAUrlIsShownWhenAskedFor() {
    assertThat(check("--show-secrets", "--url", "https://other.acme.io")).isZero();

    assertThat(out.toString())
        .containsOnlyOnce(SECRET)
        .contains("https://other.acme.io/hooks/hub/" + SECRET);
  }

  @Test
  void whatNeedsHelpFromElsewhereIsSaid() throws IOException {
    Files.writeString(
        folder.resolve("tagboat-server.yaml"),
        """
        hooks:
          - { name: hub, type: dockerhub, registry: mirror.acme.io, secret-file: secret }
          - { name: quay, type: quay, registry: quay.io, auth: bearer, secret-file: secret }
          - { name: nexus, type: nexus, registry: nexus.acme.io, auth: hmac-sha256, secret-file: secret }
          - { name: zot, type: zot, registry: zot.acme.io, auth: hmac-sha256, secret-file: secret }
          - { name: fine, type: gitea, registry: git.acme.io, secret-file: secret }
        """);
    assertThat(check()).isZero();

    assertThat(out.toString().lines().filter(line -> line.contains("warning")).map(String::strip))
        .satisfiesExactly(
            hub -> assertThat(hub).contains("Docker Hub tells of images of docker.io"),
            quay -> assertThat(quay).contains("send no header of yours"),
            nexus -> assertThat(nexus).endsWith("without 'auth' it is hmac-sha1"),
            zot -> assertThat(zot).endsWith("without 'auth' it is bearer"));
  }

  @Test
  void programsGetJson() throws IOException {
    assertThat(check("-o", "json")).isZero();

    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.at("/hooks/0/url").asText()).isEqualTo("https://tagboat.acme.io/hooks/hub/***");
    assertThat(json.at("/hooks/1/repositories/0").asText())
        .isEqualTo("https://github.com/acme/config.git");
  }

  @Test
  void aTestTakesAllFromTheConfiguration() {
    int code =
        run(
            "send-test",
            "--config",
            folder.resolve("tagboat-server.yaml").toString(),
            "--hook",
            "hub",
            "--image",
            "acme/app:1",
            "--dry-run");

    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("POST https://tagboat.acme.io/hooks/hub/***")
        .contains("\"repo_name\":\"acme/app\"")
        .doesNotContain(SECRET);
  }

  @Test
  void whoIsNotThereIsAFailedTestAndNoBadUsage() {
    int code =
        run(
            "send-test",
            "--type",
            "generic",
            "--image",
            "r.io/a:1",
            "--to",
            "http://127.0.0.1:1/hooks/a");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("NOT ACCEPTED", "cannot be reached");
  }

  @Test
  void badUsageIsSaid() {
    assertThat(run("send-test", "--image", "r.io/a:1")).isEqualTo(2);
    assertThat(err.toString()).contains("--type and --to");
    // As for the other commands, the configuration has a usual name.
    assertThat(run("send-test", "--hook", "hub", "--image", "r.io/a:1")).isEqualTo(2);
    assertThat(err.toString()).contains("The configuration file tagboat-server.yaml");
    assertThat(
            run(
                "send-test",
                "--type",
                "gar",
                "--auth",
                "oidc",
                "--to",
                "http://127.0.0.1/hooks/a",
                "--image",
                "r.io/a:1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("gcloud auth print-identity-token");
    assertThat(
            run(
                "send-test",
                "--type",
                "gar",
                "--to",
                "http://u:pw@h/hooks/a",
                "--image",
                "r.io/a:1"))
        .isEqualTo(2);
    assertThat(err.toString()).doesNotContain("u:pw");
  }
}
