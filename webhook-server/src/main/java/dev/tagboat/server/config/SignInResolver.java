package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes values of {@code reader-token} and {@code sign-in}. */
final class SignInResolver {
  private static final String AT = "sign-in.oidc";

  private final SecretResolver secrets;
  private final Problems problems;

  SignInResolver(SecretResolver secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  SignIn signIn(ConfigDocument document, Front front, @Nullable Listen listen) {
    Secret reader =
        secrets.strong("reader-token", document.readerToken(), document.readerTokenFile());
    ConfigDocument.SignInEntry entry = document.signIn();
    return new SignIn(
        reader, entry == null ? null : provider(entry.oidc(), front.publicUrl(), listen));
  }

  private @Nullable SignInProvider provider(
      ConfigDocument.SignInOidcEntry entry, @Nullable URI publicUrl, @Nullable Listen listen) {
    Secret secret =
        secrets.secret(AT + ".client-secret", entry.clientSecret(), entry.clientSecretFile());
    if (publicUrl == null && listen != null && !listen.isLoopback()) {
      problems.add(
          AT, "needs 'public-url': the provider sends people back to it, to /sign-in/callback");
    }
    problems.attempt(AT + ".issuer", () -> Oidc.httpUrl(entry.issuer()));
    return problems.attempt(
        AT,
        () ->
            new SignInProvider(
                ConfigResolver.orElse(entry.name(), host(entry.issuer())),
                entry.issuer(),
                entry.clientId(),
                secret,
                ConfigResolver.orElse(entry.scopes(), SignInProvider.SCOPES),
                ConfigResolver.orElse(entry.claim(), SignInProvider.CLAIM),
                Set.copyOf(ConfigResolver.orElse(entry.operators(), List.<String>of())),
                Set.copyOf(ConfigResolver.orElse(entry.readers(), List.<String>of()))));
  }

  private static String host(String issuer) {
    return String.valueOf(Oidc.httpUrl(issuer).getHost());
  }
}
