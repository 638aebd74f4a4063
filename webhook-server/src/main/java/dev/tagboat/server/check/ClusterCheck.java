package dev.tagboat.server.check;

import dev.tagboat.server.config.Cluster;
import java.util.List;
import java.util.Locale;

/**
 * What a cluster amounts to.
 *
 * @param url what its applier needs as {@code report.url}
 * @param checked of its reports, as a sentence
 * @param publish where its state is told on the forge
 * @param alerts the channels that are told of its troubles
 */
public record ClusterCheck(
    String name,
    String url,
    String checked,
    String repository,
    String environment,
    List<String> publish,
    List<String> alerts) {

  public ClusterCheck {
    publish = List.copyOf(publish);
    alerts = List.copyOf(alerts);
  }

  static ClusterCheck of(Cluster cluster, String base) {
    return new ClusterCheck(
        cluster.name(),
        base + "/reports/" + cluster.name(),
        checked(cluster),
        cluster.repository(),
        cluster.environment(),
        cluster.publish().stream()
            .map(where -> where.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList(),
        cluster.alerts().stream().sorted().toList());
  }

  private static String checked(Cluster cluster) {
    Cluster.Tokens tokens = cluster.tokens();
    if (tokens == null) {
      int secrets = cluster.secrets().size();
      return "the HMAC-SHA256 of the body in 'X-Tagboat-Signature-256'"
          + (secrets > 1 ? "; any of " + secrets + " secrets is good" : "");
    }
    return "a token of "
        + String.join(" or ", tokens.oidc().subjects())
        + ", issued by "
        + tokens.oidc().issuer()
        + " for "
        + String.join(" or ", tokens.oidc().audiences())
        + (tokens.keys() == null ? "" : ", signed with a key of " + tokens.keys().getFileName());
  }
}
