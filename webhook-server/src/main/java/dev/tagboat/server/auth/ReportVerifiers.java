package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Oidc;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Decides whether a report comes from a cluster's applier: by a token of its service account, or by
 * {@code X-Tagboat-Signature-256: sha256=HEX}, the HMAC of the raw body.
 */
public final class ReportVerifiers {
  private static final SignatureForm FORM =
      new SignatureForm(List.of("X-Tagboat-Signature-256"), "sha256=", "HmacSHA256", false);

  /** Stands for the file; nothing is ever asked there. */
  private static final URI FILE = URI.create("https://keys.invalid/");

  private static final int MAX_FILE = 256 << 10;

  private ReportVerifiers() {}

  public static Verifier of(Cluster cluster, Sources sources, Clock clock) {
    Cluster.Tokens tokens = cluster.tokens();
    if (tokens == null) {
      return new HmacVerifier(FORM, new Secrets(cluster.secrets()), clock);
    }
    Path keys = tokens.keys();
    return keys == null
        ? new OidcVerifier(tokens.oidc(), sources.documents(), clock)
        : new OidcVerifier(byFile(tokens.oidc()), (url, reach) -> read(keys), clock);
  }

  private static Oidc byFile(Oidc oidc) {
    return new Oidc(oidc.issuer(), oidc.audiences(), oidc.subjects(), oidc.emails(), FILE);
  }

  // Kept as briefly as keys are at all: what was taken out of the file is soon good no longer.
  private static Documents.Document read(Path keys) {
    try (InputStream in = Files.newInputStream(keys)) {
      return new Documents.Document(in.readNBytes(MAX_FILE), Duration.ZERO);
    } catch (IOException e) {
      throw new TransientFault(
          "the file " + keys.getFileName() + " cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }
}
