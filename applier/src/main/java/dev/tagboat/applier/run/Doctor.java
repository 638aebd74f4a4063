package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.Right;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.source.Fetched;
import dev.tagboat.applier.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Looks at what the credentials can do, and whether that is what they should. */
public final class Doctor {
  private static final String RBAC = "rbac.authorization.k8s.io";

  /** Each would let whoever takes over the applier, or the config repo, take over the cluster. */
  private static final List<Right> TOO_MUCH =
      List.of(
          new Right("*", "*", "*", ""),
          new Right("escalate", RBAC, "clusterroles", ""),
          new Right("bind", RBAC, "clusterroles", ""),
          new Right("impersonate", "", "users", ""),
          new Right("create", "", "pods/exec", ""),
          new Right("list", "", "secrets", ""));

  private final ApplierConfig config;
  private final Source source;
  private final Cluster cluster;

  public Doctor(ApplierConfig config, Source source, Cluster cluster) {
    this.config = config;
    this.source = source;
    this.cluster = cluster;
  }

  /**
   * One thing that was looked at.
   *
   * @param good false when something is missing, or too much
   */
  public record Finding(boolean good, String sentence) {}

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    git(findings);
    try {
      needed(findings);
      tooMuch(findings);
    } catch (Fault e) {
      findings.add(new Finding(false, String.valueOf(e.getMessage())));
    }
    findings.add(
        new Finding(
            true,
            config
                .listen()
                .map(
                    at ->
                        "the only port is %s:%d, for health and figures"
                            .formatted(at.getHostString(), at.getPort()))
                .orElse("no port is opened")));
    return findings;
  }

  private void git(List<Finding> findings) {
    Fetched fetched = source.fetch(Source.Known.NOTHING);
    if (fetched instanceof Fetched.Failed failed) {
      findings.add(new Finding(false, failed.fault().sentence()));
      return;
    }
    findings.add(new Finding(true, "the config repo can be read"));
    findings.add(
        new Finding(
            true,
            config.source().signers().isAsked()
                ? "only commits that a listed key signed are applied"
                : "any commit of the branch is applied, signed or not (source.verify)"));
    if (config.source().url().startsWith("file:")) {
      findings.add(
          new Finding(true, "whether a folder of this machine can be written to is not checked"));
      return;
    }
    boolean push = source.canPush();
    findings.add(
        new Finding(
            !push,
            push
                ? "the git key can push. Give the applier one that can only read: whoever takes"
                    + " over the cluster could change the config repo."
                : "the git key cannot push"));
  }

  private void needed(List<Finding> findings) {
    String inventory = ApplySet.of(config.cluster(), config.stateNamespace()).name();
    for (String verb : List.of("get", "patch", "create")) {
      Right right = new Right(verb, "", "configmaps", config.stateNamespace(), inventory);
      if (!cluster.may(right)) {
        findings.add(new Finding(false, "missing for the inventory: " + right));
      }
    }
  }

  private void tooMuch(List<Finding> findings) {
    int before = findings.size();
    for (Right right : TOO_MUCH) {
      if (cluster.may(right)) {
        findings.add(
            new Finding(
                false,
                "the service account may " + right + ", which is more than most repos need"));
      }
    }
    if (findings.size() == before) {
      findings.add(new Finding(true, "the service account may not do what would give it more"));
    }
  }
}
