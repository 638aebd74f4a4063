package dev.tagboat.server.view;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Oidc;
import dev.tagboat.server.config.Sns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What to do at a registry so that it sends to a hook, with the hook's own values. The recipes are
 * files; no secret is written, only where it belongs. webhook-server's README says more.
 */
final class Steps {
  /** Stands where a secret belongs. */
  static final String MASK = "••••••••";

  private static final String VARIABLE = "$HOOK_SECRET";
  private static final String NOBODY = "https://YOUR-TAGBOAT";
  private static final Pattern BLANK = Pattern.compile("\\{([a-z]+)}");

  private final Hook hook;
  private final String url;

  private Steps(Hook hook, String url) {
    this.hook = hook;
    this.url = url.startsWith("/") ? NOBODY + url : url;
  }

  /**
   * @param url of the hook, a secret in it masked
   */
  static List<Step> of(Hook hook, String url) {
    return new Steps(hook, url).all();
  }

  private List<Step> all() {
    Map<String, String> values = values();
    List<Step> steps = new ArrayList<>();
    for (Step step : Step.all(recipe(name()))) {
      steps.add(
          new Step(filled(step.text(), values), filled(withoutHeader(step.snippet()), values)));
    }
    steps.add(new Step(proof(), ""));
    steps.add(test());
    return steps;
  }

  /** Who sends no header need not be told of one. */
  private String withoutHeader(String snippet) {
    return hook.auth() != AuthKind.PATH && hook.isGuarded()
        ? snippet
        : snippet
            .lines()
            .filter(line -> !line.contains("{header}") && !line.contains("{credentials}"))
            .collect(Collectors.joining("\n"));
  }

  private String name() {
    String type = hook.type().key();
    if (hook.auth() == AuthKind.SNS) {
      return type + "-sns";
    }
    if (hook.type() != HookType.GENERIC) {
      return type;
    }
    if (hook.mapping().fields() != null) {
      return type + "-fields";
    }
    return hook.auth() == AuthKind.HMAC_SHA256 ? type + "-hmac" : type;
  }

  private static String recipe(String name) {
    try (InputStream in = Steps.class.getResourceAsStream("steps/" + name + ".txt")) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String filled(String text, Map<String, String> values) {
    return BLANK
        .matcher(text)
        .replaceAll(
            blank -> Matcher.quoteReplacement(values.getOrDefault(blank.group(1), blank.group())));
  }

  private Map<String, String> values() {
    List<String> keys = hook.mapping().repoKeys();
    Oidc oidc = hook.trust().oidc();
    Sns sns = hook.trust().sns();
    return Map.ofEntries(
        Map.entry("url", url),
        Map.entry("header", header()),
        Map.entry("value", value(MASK)),
        Map.entry("shellvalue", value(VARIABLE)),
        Map.entry("secret", MASK),
        Map.entry("registry", hook.registry()),
        Map.entry("short", hook.registry().split("\\.", 2)[0]),
        Map.entry("owner", owner()),
        Map.entry("keys", keys.stream().map(Steps::quoted).collect(Collectors.joining(", "))),
        Map.entry("key", keys.isEmpty() ? "\"HOSTED-REPOSITORY\"" : quoted(keys.get(0))),
        Map.entry("signing", Boolean.toString(hook.auth() == AuthKind.HMAC_SHA256)),
        Map.entry("credentials", credentials()),
        Map.entry("topic", sns == null ? "TOPIC-ARN" : sns.topics().get(0)),
        Map.entry("audience", oidc == null ? url : oidc.audiences().get(0)),
        Map.entry(
            "email", oidc == null || oidc.emails().isEmpty() ? "ACCOUNT" : oidc.emails().get(0)));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Whose images it may speak of, where only one is named. */
  private String owner() {
    List<String> owners =
        hook.images().stream()
            .map(pattern -> pattern.whole().substring(pattern.whole().indexOf('/') + 1))
            .filter(path -> path.contains("/"))
            .map(path -> path.substring(0, path.indexOf('/')))
            .distinct()
            .toList();
    return owners.size() == 1 && !owners.get(0).contains("*") ? owners.get(0) : "OWNER";
  }

  private String header() {
    String given = hook.trust().header();
    return switch (hook.auth()) {
      case HEADER -> given == null ? hook.type().secretHeader() : given;
      case HMAC_SHA256 -> hook.type().signatureHeader();
      case HMAC_SHA1 -> "X-Nexus-Webhook-Signature";
      case BEARER, BASIC, PATH, OIDC, SNS -> "Authorization";
    };
  }

  private String value(String secret) {
    return switch (hook.auth()) {
      case BEARER -> "Bearer " + secret;
      case BASIC ->
          secret.equals(VARIABLE)
              ? "Basic $(printf %s \"tagboat:" + VARIABLE + "\" | base64 -w0)"
              : "Basic " + secret;
      case OIDC -> "Bearer TOKEN";
      case HMAC_SHA256, HMAC_SHA1 -> "sha256=HMAC-OF-THE-BODY";
      case HEADER, PATH, SNS -> secret;
    };
  }

  private String credentials() {
    return hook.auth() == AuthKind.BASIC
        ? "{ \"username\": \"tagboat\", \"password\": \"" + MASK + "\" }"
        : "{ \"token\": \"" + MASK + "\" }";
  }

  private String proof() {
    if (!hook.isGuarded()) {
      return "No secret is configured for it: only programs of this machine may send.";
    }
    Oidc oidc = hook.trust().oidc();
    String where = "the hook's secret, which the server's configuration has under hooks, ";
    return switch (hook.auth()) {
      case BEARER, HEADER, HMAC_SHA256, HMAC_SHA1 ->
          MASK
              + " and "
              + VARIABLE
              + " stand for "
              + where
              + hook.name()
              + ". It is not shown here.";
      case BASIC ->
          MASK
              + " stands for "
              + where
              + hook.name()
              + ": it is the password, and any user name will do (after Basic stands the Base64 of"
              + " USER:PASSWORD).";
      case PATH -> "Whoever knows the whole URL can send: keep it out of chats and of proxy logs.";
      case OIDC ->
          "It must come with tokens of "
              + (oidc == null ? "the issuer" : oidc.issuer())
              + ", made for the audience "
              + (oidc == null ? "" : String.join(" or ", oidc.audiences()))
              + "; no secret is shared.";
      case SNS -> "Amazon signs what it sends; no secret is shared.";
    };
  }

  private Step test() {
    return hook.auth().hasSecret()
        ? new Step(
            "Push an image, or send a test from where the configuration is (operators also below):",
            "tagboat-server send-test --config tagboat-server.yaml --hook "
                + hook.name()
                + " \\\n  --image "
                + hook.registry()
                + "/NAME:TAG")
        : new Step("Push an image: only the sender itself can prove what it proves.", "");
  }
}
