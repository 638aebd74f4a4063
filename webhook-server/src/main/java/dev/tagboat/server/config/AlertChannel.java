package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where people are told of trouble in clusters. */
public sealed interface AlertChannel {
  String name();

  /** How often a trouble that lasts is told again. */
  Duration repeat();

  /**
   * An incoming webhook of Slack, or of what understands the same, such as Mattermost.
   *
   * @param url who knows it may post there
   */
  record Slack(String name, Duration repeat, Secret url) implements AlertChannel {}

  /**
   * JSON by POST, signed with {@code X-Tagboat-Signature-256: sha256=HEX}.
   *
   * @param secret of the HMAC; null leaves it unsigned
   */
  record Webhook(String name, Duration repeat, Secret url, @Nullable Secret secret)
      implements AlertChannel {}

  /**
   * E-mail by SMTP.
   *
   * @param login null when the server asks for none
   */
  record Mail(
      String name,
      Duration repeat,
      String host,
      int port,
      Tls tls,
      @Nullable Login login,
      String from,
      List<String> to)
      implements AlertChannel {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /** Who we are for the mail server. */
  record Login(String username, Secret password) {}

  /** How a connection to a mail server is protected. */
  enum Tls {
    /** From the beginning (port 465). */
    TLS,
    /** By STARTTLS, without which nothing is sent (port 587). */
    STARTTLS,
    /** Not at all: only for a server on this machine. */
    NONE
  }

  /**
   * @throws IllegalArgumentException when it is no address that may be posted to; the message does
   *     not quote it
   */
  static URI url(Secret url) {
    return Oidc.httpUrl(url.reveal());
  }
}
