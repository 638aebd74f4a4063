package dev.tagboat.applier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real kubectl and we keep off each other's ApplySets, and can read what the other owns. */
@NeedsApiServer
@NeedsProgram("kubectl")
final class KubectlTest extends EndToEndBase {
  private record Said(int exit, String output) {}

  private Said kubectl(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Programs.find("kubectl").orElseThrow().toString());
    command.addAll(List.of("--kubeconfig", ApiServer.shared().kubeconfig().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("KUBECTL_APPLYSET", "true", "HOME", folder.toString()));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      return new Said(process.waitFor(), output);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String state() {
    return "state-" + namespace;
  }

  private Path file(String... yaml) throws IOException {
    return Files.writeString(folder.resolve("kubectl.yaml"), String.join("---\n", yaml));
  }

  /**
   * Applies what is in the file as the set with that parent, and prunes what is in it no longer.
   */
  private Said applySet(String parent, String place, Path file) throws IOException {
    return kubectl("apply", "--prune", "--applyset=" + parent, "-n", place, "-f", file.toString());
  }

  @Test
  void kubectlFindsWhatWeOwnByItsOwnLabel() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    applyAs("somebody", "stranger", "{\"k\":\"v\"}");
    ApplySet set = ApplySet.of(namespace, state());

    Said members = kubectl("get", "configmaps", "-A", "-o", "name", "-l", set.selector());
    Said parent =
        kubectl("get", "configmaps", "-A", "-o", "name", "-l", ApplySet.ID + "=" + set.id());

    assertThat(members.output().strip()).isEqualTo("configmap/a");
    assertThat(parent.output().strip()).isEqualTo("configmap/tagboat-" + namespace);
  }

  @Test
  void kubectlDoesNotPruneByOurInventory() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    String before = inventoryVersion();

    Said refused =
        applySet("configmaps/tagboat-" + namespace, state(), file(configMap("other", "{ k: v }")));

    assertThat(refused.exit()).isNotZero();
    // It has read our marks, and by them that we are another tool.
    assertThat(refused.output()).contains("managed by tooling \"tagboat\" instead of \"kubectl\"");
    assertThat(find("a")).isPresent();
    assertThat(find("other")).isEmpty();
    assertThat(inventoryVersion()).isEqualTo(before);
  }

  @Test
  void kubectlsOwnPruningLeavesOursAlone() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    Said first =
        applySet(
            "configmaps/theirs",
            namespace,
            file(configMap("b", "{ k: v }"), configMap("c", "{ k: v }")));
    Said second = applySet("configmaps/theirs", namespace, file(configMap("b", "{ k: v }")));

    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(second.output()).contains("configmap/c pruned");
    assertThat(find("a")).isPresent();
    assertThat(run("once").actions()).contains("unchanged ConfigMap/" + namespace + "/a");
  }

  @Test
  void kubectlDoesNotTakeAnObjectOfOurs() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");

    applySet("configmaps/theirs", namespace, file(configMap("a", "{ k: theirs }")));
    Ran ran = run("once");

    // kubectl takes the label of another set without asking; we do not give the object up silently.
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out().toString()).contains("belongs to another ApplySet, applyset-");
  }

  @Test
  void weTakeNoObjectOfKubectlsSet() throws IOException {
    repo.put("prod/0-namespace.yaml", namespaceYaml()).commit();
    run("once");
    applySet("configmaps/theirs", namespace, file(configMap("b", "{ k: theirs }")));
    repo.put("prod/b.yaml", configMap("b", "{ k: ours }")).commit();

    Ran refused = run("once");
    repo.remove("prod/b.yaml").put("prod/c.yaml", configMap("c", "{ k: v }")).commit();
    Ran without = run("once");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out().toString()).contains("belongs to another ApplySet, applyset-");
    assertThat(without.exit()).isZero();
    assertThat(value("b", "k")).isEqualTo("theirs");
  }

  @Test
  void aParentOfKubectlsIsNoInventoryOfOurs() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    kubectl("create", "namespace", state());
    kubectl("create", "namespace", namespace);
    Said theirs =
        applySet(
            "configmaps/tagboat-" + namespace,
            state(),
            file(configMap("b", "{ k: theirs }").replace(namespace, state())));

    Ran ran = run("once");

    assertThat(theirs.exit()).as(theirs.output()).isZero();
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("does not carry the marks of a Tagboat inventory");
    assertThat(kubectl("get", "configmap", "b", "-n", state()).exit()).isZero();
    assertThat(find("a")).isEmpty();
  }
}
