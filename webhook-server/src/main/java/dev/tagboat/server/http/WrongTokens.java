package dev.tagboat.server.http;

import dev.tagboat.server.auth.Pace;
import dev.tagboat.server.auth.Role;
import dev.tagboat.server.auth.SignInTokens;
import dev.tagboat.server.inbox.AuditLog;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody find out the admin or reader token by trying. Wrong ones are counted for each address
 * and for all together; whoever has no try left waits, with the right one too, since the answer
 * would tell that it is. So that strangers cannot keep everybody out, an address that has shown a
 * right one is held to its own tries only.
 */
final class WrongTokens {
  /** Of one address, this machine's own too: mostly that is a proxy. */
  static final int EACH_A_MINUTE = 10;

  /** Of all addresses together. */
  static final int ALL_A_MINUTE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(WrongTokens.class);
  private static final double MINUTE = 60;
  private static final String ALL = "";
  private static final int MOST_KNOWN = 1_000;

  /** Entries that strangers can cause in an audit that only grows: so many, then one in a while. */
  private static final int ENTRIES = 5;

  private static final Duration ENTRY_EACH = Duration.ofMinutes(10);

  private final SignInTokens tokens;
  private final ClientAddress clients;
  private final AuditLog audit;
  private final Buckets<String> each;
  private final Buckets<String> all;
  private final Recent<String, Boolean> known = new Recent<>(MOST_KNOWN);
  private final Pace entries;
  private int untold;

  WrongTokens(SignInTokens tokens, ClientAddress clients, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.clients = clients;
    this.audit = audit;
    this.each = new Buckets<>(EACH_A_MINUTE / MINUTE, EACH_A_MINUTE, clock);
    this.all = new Buckets<>(ALL_A_MINUTE / MINUTE, ALL_A_MINUTE, clock);
    this.entries = new Pace(clock, ENTRIES, ENTRY_EACH);
  }

  /**
   * What a token is good for; empty for nothing.
   *
   * @param token null or blank when there is none, which is no try
   * @param where for the audit, such as {@code at the API}
   * @throws Refusal 429 when it may not be tried now
   */
  Optional<Role> role(Context ctx, @Nullable String token, String where) {
    if (token == null || token.isBlank()) {
      return Optional.empty();
    }
    InetAddress client = clients.of(ctx);
    Optional<Role> role;
    String entry;
    // Judged and counted in one step: many tries at once are no more than as many one by one.
    synchronized (this) {
      check(ClientAddress.key(client));
      role = tokens.role(token);
      if (role.isPresent()) {
        known.put(ClientAddress.key(client), true);
        return role;
      }
      entry = counted(ClientAddress.key(client), where);
    }
    LOG.info("a wrong token from {}, {}", client.getHostAddress(), where);
    add(client, entry);
    return role;
  }

  /** Tells the audit of somebody who was turned away for something else. */
  void turnedAway(Context ctx, String why) {
    String entry;
    synchronized (this) {
      entry = entry(why);
    }
    add(clients.of(ctx), entry);
  }

  private void add(InetAddress client, String entry) {
    if (!entry.isEmpty()) {
      audit.add("somebody", "sign-in-refused", client.getHostAddress(), "", entry);
    }
  }

  private void check(String address) {
    long own = each.wait(address);
    long others = known.containsKey(address) ? 0 : all.wait(ALL);
    long seconds = Math.max(own, others);
    if (seconds > 0) {
      throw new Refusal(
          429,
          "Too many wrong tokens came from "
              + (own > 0 ? "this address" : "many addresses")
              + ": none is looked at now, the right one neither. Try again in "
              + seconds
              + " s; whoever is signed in stays so.",
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  /** What the audit is to say of the first and the last try of an address; else empty. */
  private String counted(String address, String where) {
    boolean first = each.isFull(address);
    each.take(address);
    all.take(ALL);
    boolean last = each.wait(address) > 0;
    if (!first && !last) {
      untold++;
      return "";
    }
    return entry("a wrong token " + where + (last ? "; this address has no try left for now" : ""));
  }

  private String entry(String what) {
    if (!entries.take()) {
      untold++;
      return "";
    }
    String entry = what + (untold > 0 ? "; " + untold + " more since the entry before" : "");
    untold = 0;
    return entry;
  }
}
