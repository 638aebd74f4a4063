package dev.tagboat.server.check;

import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.config.SignInProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may see the pages. */
final class SignInCheck {
  private SignInCheck() {}

  static List<String> of(ServerConfig config, String base) {
    List<String> ways = new ArrayList<>();
    if (config.adminToken() != null) {
      ways.add("operators: with the admin-token");
    }
    if (config.signIn().readerToken() != null) {
      ways.add("readers: with the reader-token");
    }
    SignInProvider provider = config.signIn().provider();
    if (provider != null) {
      at(provider, base, ways);
    }
    if (ways.isEmpty()) {
      ways.add(
          config.listen().isLoopback()
              ? "operators: every browser on this machine, without a sign-in"
              : "nobody: set admin-token, reader-token or sign-in");
    }
    return ways;
  }

  private static void at(SignInProvider provider, String base, List<String> ways) {
    whose("operators", provider, new TreeSet<>(provider.operators()), ways);
    if (provider.readers().contains(SignInProvider.EVERYBODY)) {
      ways.add("readers: everybody whom " + provider.issuer() + " knows");
    } else {
      whose("readers", provider, new TreeSet<>(provider.readers()), ways);
    }
    ways.add("register there: " + base + "/sign-in/callback");
  }

  private static void whose(
      String role, SignInProvider provider, Set<String> values, List<String> ways) {
    if (!values.isEmpty()) {
      ways.add(
          role
              + ": whose '"
              + provider.claim()
              + "' at "
              + provider.issuer()
              + " has "
              + String.join(" or ", values));
    }
  }
}
