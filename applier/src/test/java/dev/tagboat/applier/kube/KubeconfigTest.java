package dev.tagboat.applier.kube;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeconfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{exec: {command: sh}}; {server: 'https://x', certificate-authority: ca}; exec is not supported",
        "{token: t, as: ann}; {server: 'https://x', certificate-authority: ca}; as is not supported",
        "{token: t, as-groups: [g]}; {server: 'https://x', certificate-authority: ca}; as-groups is not supported",
        "{username: me}; {server: 'https://x', certificate-authority: ca}; username is not supported",
        "{token: t}; {server: 'https://x', insecure-skip-tls-verify: true}; insecure-skip-tls-verify is not supported",
        "{token: t}; {server: 'https://x'}; names no certificate-authority",
        "{token: t}; {server: 'https://x', certificate-authority: missing}; cannot read missing",
        "{token: t}; {server: 'http://x', certificate-authority-data: YQ==}; must begin with https://"
      })
  void refusesWhatIsNotSafe(String user, String cluster, String sentence) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n"
                + "clusters: [{name: k, cluster: "
                + cluster
                + "}]\nusers: [{name: u, user: "
                + user
                + "}]\n");

    assertThatThrownBy(() -> Kubeconfig.access(file))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(sentence);
  }
}
