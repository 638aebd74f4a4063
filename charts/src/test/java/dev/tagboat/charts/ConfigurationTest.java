package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.config.DriftConfig;
import dev.tagboat.applier.config.DriftRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs read what the charts write for them. */
final class ConfigurationTest {
  private static final String SECRETS = "/etc/tagboat/secrets/";

  @TempDir private Path scratch;

  static Stream<Chart.Case> applierCases() {
    return Chart.cases().filter(one -> one.chart().equals(Chart.APPLIER));
  }

  static Stream<Chart.Case> serverCases() {
    return Chart.cases().filter(one -> one.chart().equals(Chart.SERVER));
  }

  private static String text(Chart.Case one, String file) {
    return Chart.only(one.manifests(), "ConfigMap").path("data", file).asText();
  }

  private ApplierConfig applier(Chart.Case one) throws IOException {
    Path file = scratch.resolve("tagboat-applier.yaml");
    return ConfigFile.read(Files.writeString(file, text(one, "tagboat-applier.yaml")));
  }

  @ParameterizedTest
  @MethodSource("applierCases")
  void theApplierReadsItsOwn(Chart.Case one) throws IOException {
    ApplierConfig config = applier(one);

    assertThat(config.stateNamespace()).isEqualTo(Chart.NAMESPACE);
    assertThat(config.listen().orElseThrow().getPort()).isEqualTo(8081);
    assertThat(config.data()).contains(Path.of("/data"));
    assertThat(config.apply().kinds()).contains("ConfigMap", "Deployment.apps");
  }

  @Test
  void theAppliersConfigurationSaysWhatTheValuesSay() throws IOException {
    ApplierConfig everything = applier(new Chart.Case(Chart.APPLIER, "everything"));
    ApplierConfig namespaces = applier(new Chart.Case(Chart.APPLIER, "namespaces"));

    assertThat(everything.apply().namespaces()).isEmpty();
    assertThat(everything.apply().prune()).isFalse();
    assertThat(everything.drift().mode()).isEqualTo(DriftConfig.Mode.ALERT);
    assertThat(everything.drift().ignore()).hasSize(1);
    assertThat(everything.drift().modes())
        .containsExactly(new DriftRule("apps/**", "ConfigMap", "*", "*", DriftConfig.Mode.HEAL));
    assertThat(everything.render().helm()).contains(Path.of("/opt/engines/helm"));
    assertThat(everything.render().kustomize()).contains(Path.of("/opt/engines/kustomize"));
    assertThat(everything.source().sshKeyFile()).isPresent();
    assertThat(everything.source().signers().allowedSignersFile())
        .contains(Path.of("/etc/tagboat/allowed-signers"));
    assertThat(everything.source().signers().gpgKeysFile())
        .contains(Path.of("/etc/tagboat/gpg-keys.asc"));
    assertThat(namespaces.source().signers().isAsked()).isFalse();
    assertThat(everything.report().orElseThrow().tokenFile()).isPresent();
    assertThat(namespaces.apply().namespaces()).containsExactlyInAnyOrder("shop", "billing");
    assertThat(namespaces.apply().kinds())
        .isEqualTo(List.of("ConfigMap", "Deployment.apps", "Widget.example.org", "Namespace"));
    assertThat(namespaces.source().passwordFile()).isPresent();
    assertThat(namespaces.report().orElseThrow().secretFile()).isPresent();
    assertThat(namespaces.report().orElseThrow().tokenFile()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("serverCases")
  void theServersCheckIsContent(Chart.Case one) throws IOException {
    OwnProgram check = check(text(one, "tagboat-server.yaml"), scratch);

    assertThat(check.output()).contains("is valid");
    assertThat(check.exit()).isZero();
  }

  /**
   * What the server says of a configuration that a chart wrote. Secrets that are mounted in the pod
   * lie in a folder of the test.
   */
  static OwnProgram check(String config, Path scratch) throws IOException {
    Path secrets = scratch.resolve("secrets");
    for (String name :
        List.of(
            "admin/token",
            "reader/token",
            "hooks/main",
            "app/key.pem",
            "app/webhook",
            "database/password")) {
      Path file = secrets.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name.endsWith(".pem") ? PrivateKey.pem() : "a-secret-of-the-tests");
    }
    Path file =
        Files.writeString(
            scratch.resolve("tagboat-server.yaml"),
            config
                .replace(SECRETS, secrets + "/")
                .replace("data: /data", "data: " + scratch.resolve("data")));
    return OwnProgram.server(
        Map.of(
            "HOOK_SECRET", "a-secret-of-the-tests",
            "REGISTRY_PASSWORD", "x",
            "GIT_TOKEN", "x"),
        "check-config",
        "--config",
        file.toString());
  }
}
