package dev.tagboat.server.config;

import dev.tagboat.bot.net.Addresses;
import dev.tagboat.bot.net.Secret;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of the entries of {@code alerts}. */
final class AlertResolver {
  private static final String USUAL_REPEAT = "4h";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  // No more than keeps an address out of other headers; the mail server knows which exist.
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>,;:\"@\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,253}");

  private final SecretResolver secrets;
  private final Problems problems;
  private final Set<String> names = new HashSet<>();

  AlertResolver(SecretResolver secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  @Nullable AlertChannel channel(String at, ConfigDocument.AlertEntry entry) {
    int before = problems.count();
    String name = problems.attempt(at + ".name", () -> name(entry.name()));
    String often = ConfigResolver.orElse(entry.repeat(), USUAL_REPEAT);
    Duration repeat = problems.attempt(at + ".repeat", () -> ClusterResolver.time(often));
    Secret url = secrets.secret(at + ".url", entry.url(), entry.urlFile());
    if (url != null) {
      problems.attempt(at + ".url", () -> AlertChannel.url(url));
    }
    Secret secret = secrets.secret(at + ".secret", entry.secret(), entry.secretFile());
    fit(at, entry);
    if (name == null || repeat == null || problems.count() > before) {
      return null;
    }
    return switch (entry.type()) {
      case SLACK -> url == null ? missing(at, "url") : new AlertChannel.Slack(name, repeat, url);
      case WEBHOOK ->
          url == null ? missing(at, "url") : new AlertChannel.Webhook(name, repeat, url, secret);
      case EMAIL -> mail(at, entry, name, repeat);
    };
  }

  private String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("must be letters, digits, '.', '_' and '-', at most 63");
    }
    if (!names.add(text)) {
      throw new IllegalArgumentException("the alert '" + text + "' is configured twice");
    }
    return text;
  }

  private void fit(String at, ConfigDocument.AlertEntry entry) {
    boolean mail = entry.type() == ConfigDocument.AlertType.EMAIL;
    boolean hook = entry.type() == ConfigDocument.AlertType.WEBHOOK;
    if (!mail && entry.smtp() != null) {
      problems.add(at + ".smtp", "is for 'type: email' only");
    }
    if (mail && (entry.url() != null || entry.urlFile() != null)) {
      problems.add(at + ".type", "email needs smtp, not a url");
    }
    if (!hook && (entry.secret() != null || entry.secretFile() != null)) {
      problems.add(at + ".type", "only a webhook is signed; leave the secret out");
    }
  }

  private @Nullable AlertChannel missing(String at, String key) {
    problems.add(at + ".type", "needs '" + key + "'");
    return null;
  }

  private @Nullable AlertChannel mail(
      String at, ConfigDocument.AlertEntry entry, String name, Duration repeat) {
    ConfigDocument.SmtpEntry smtp = entry.smtp();
    if (smtp == null) {
      return missing(at, "smtp");
    }
    int before = problems.count();
    String path = at + ".smtp";
    AlertChannel.Tls tls = ConfigResolver.orElse(smtp.tls(), AlertChannel.Tls.STARTTLS);
    if (tls == AlertChannel.Tls.NONE && !Addresses.isLoopbackName(smtp.host())) {
      problems.add(path + ".tls", "'none' is for a mail server on this machine only");
    }
    Secret password = secrets.secret(path + ".password", smtp.password(), smtp.passwordFile());
    String username = smtp.username();
    if ((username == null) != (smtp.password() == null && smtp.passwordFile() == null)) {
      problems.add(path + ".host", "give both username and password, or neither");
    }
    int port = ConfigResolver.orElse(smtp.port(), tls == AlertChannel.Tls.TLS ? 465 : 587);
    if (port < 1 || port > 65_535) {
      problems.add(path + ".port", "must be a number from 1 to 65535");
    }
    address(path + ".from", smtp.from());
    smtp.to().forEach(to -> address(path + ".to", to));
    if (smtp.to().isEmpty()) {
      problems.add(path + ".to", "needs an address");
    }
    AlertChannel.Login login =
        username == null || password == null ? null : new AlertChannel.Login(username, password);
    return problems.count() > before
        ? null
        : new AlertChannel.Mail(
            name, repeat, smtp.host(), port, tls, login, smtp.from(), List.copyOf(smtp.to()));
  }

  private void address(String path, String text) {
    if (!ADDRESS.matcher(text).matches()) {
      problems.add(path, "must be a bare address, such as ops@acme.io");
    }
  }
}
