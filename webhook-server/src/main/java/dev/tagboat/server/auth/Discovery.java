package dev.tagboat.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import dev.tagboat.bot.net.Documents.Document;
import dev.tagboat.bot.net.Documents.Reach;
import dev.tagboat.server.config.Oidc;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Fetches an issuer's keys: OpenID Connect Discovery 1.0, section 4, then its JWK set. */
final class Discovery implements IssuerKeys.KeySource {
  private static final ObjectReader READER = JsonMapper.builder().build().readerFor(JsonNode.class);

  private final Oidc oidc;
  private final Documents documents;

  Discovery(Oidc oidc, Documents documents) {
    this.oidc = oidc;
    this.documents = documents;
  }

  @Override
  public JwkKeys fetch() {
    URI given = oidc.jwksUri();
    URI keys = given == null ? discovered() : given;
    // Another host than those of the configuration is only the issuer's word.
    boolean configured = given != null || host(keys).equals(host(URI.create(oidc.issuer())));
    Document document = get(keys, configured ? Reach.CONFIGURED : Reach.PUBLIC);
    return JwkKeys.parse(text(document), document.maxAge());
  }

  private URI discovered() {
    String base = oidc.issuer().replaceAll("/+$", "");
    URI from = URI.create(base + "/.well-known/openid-configuration");
    JsonNode found = json(text(get(from, Reach.CONFIGURED)));
    if (!found.path("issuer").asText().equals(oidc.issuer())) {
      throw new TransientFault("its discovery document is that of another issuer");
    }
    try {
      return URI.create(found.path("jwks_uri").asText());
    } catch (IllegalArgumentException e) {
      throw new TransientFault("the jwks_uri of its discovery document is no URL", e);
    }
  }

  private Document get(URI from, Reach reach) {
    Document document = documents.get(from, reach);
    if (document == null) {
      throw new TransientFault("there is nothing at " + from);
    }
    return document;
  }

  private static String host(URI url) {
    return String.valueOf(url.getHost());
  }

  private static String text(Document document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new TransientFault("its discovery document is no JSON", e);
    }
  }
}
