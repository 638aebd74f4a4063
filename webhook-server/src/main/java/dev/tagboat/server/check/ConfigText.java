package dev.tagboat.server.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ConfigCheck} for people. */
public final class ConfigText {
  private final List<String> lines = new ArrayList<>();

  private ConfigText() {}

  /** One line each. */
  public static List<String> of(ConfigCheck check) {
    ConfigText text = new ConfigText();
    text.lines.add("listens on " + check.listen());
    text.lines.add("");
    text.lines.add("pages");
    check.signIn().forEach(text::way);
    check.hooks().forEach(text::hook);
    check.polls().forEach(text::poll);
    check.registries().forEach(text::registry);
    check.repositories().forEach(text::repository);
    check.clusters().forEach(text::cluster);
    return List.copyOf(text.lines);
  }

  private void way(String way) {
    int colon = way.indexOf(": ");
    lines.add(
        colon < 0
            ? "  " + way
            : String.format("  %-15s %s", way.substring(0, colon), way.substring(colon + 2)));
  }

  private void hook(HookCheck hook) {
    lines.add("");
    lines.add("hook " + hook.name() + " (" + hook.type() + ", speaks for " + hook.registry() + ")");
    line("paste", hook.url());
    line("checks", hook.checked());
    line("images", String.join("  ", hook.images()));
    reaches(hook.repositories());
    hook.unrouted().forEach(sentence -> line("unrouted", sentence));
    hook.warnings().forEach(sentence -> line("warning", sentence));
  }

  private void poll(PollCheck poll) {
    lines.add("");
    lines.add("poll " + poll.image());
    line("every", poll.interval().substring(2).toLowerCase(Locale.ROOT));
    reaches(poll.repositories());
  }

  private void reaches(List<String> repositories) {
    line("reaches", repositories.isEmpty() ? "no config repo" : String.join("  ", repositories));
  }

  private void registry(RegistryCheck registry) {
    lines.add("");
    lines.add("registry " + registry.host());
    line("login", registry.login() + (registry.plainHttp() ? ", over plain HTTP" : ""));
  }

  private void repository(RepositoryCheck repository) {
    lines.add("");
    lines.add("repository " + repository.url());
    line("branch", repository.branch());
    line("images", String.join("  ", repository.images()));
    if (!repository.events().isEmpty()) {
      line("paste", repository.events() + " (the forge's webhook)");
    }
  }

  private void cluster(ClusterCheck cluster) {
    lines.add("");
    lines.add("cluster " + cluster.name());
    line("paste", cluster.url() + " (report.url of the applier)");
    line("checks", cluster.checked());
    line("applies", cluster.repository());
    line(
        "tells",
        cluster.publish().isEmpty()
            ? "nothing on the forge"
            : String.join("  ", cluster.publish()) + " as " + cluster.environment());
    line("alerts", cluster.alerts().isEmpty() ? "nobody" : String.join("  ", cluster.alerts()));
  }

  private void line(String key, String value) {
    lines.add(String.format("  %-9s %s", key, value));
  }
}
