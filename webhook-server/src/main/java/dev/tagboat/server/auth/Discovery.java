package dev.tagboat.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import dev.tagboat.bot.net.Documents.Document;
import dev.tagboat.bot.net.Documents.Reach;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Fetches an issuer's keys: OpenID Connect Discovery 1.0, section 4, then its JWK set. */
final class Discovery implements IssuerKeys.KeySource {
  private static final ObjectReader READER = JsonMapper.builder().build().readerFor(JsonNode.class);

  private final String issuer;
  private final @Nullable URI jwksUri;
  private final Documents documents;

  /**
   * @param jwksUri where the keys are; null when the discovery document says
   */
  Discovery(String issuer, @Nullable URI jwksUri, Documents documents) {
    this.issuer = issuer;
    this.jwksUri = jwksUri;
    this.documents = documents;
  }

  @Override
  public JwkKeys fetch() {
    URI keys = jwksUri == null ? address(document(), "jwks_uri") : jwksUri;
    Document document = get(keys, jwksUri == null ? reach(keys) : Reach.CONFIGURED);
    return JwkKeys.parse(text(document), document.maxAge());
  }

  /**
   * What the issuer says of itself.
   *
   * @throws TransientFault when it says nothing, or is another one
   */
  JsonNode document() {
    String base = issuer.replaceAll("/+$", "");
    URI from = URI.create(base + "/.well-known/openid-configuration");
    JsonNode found = json(text(get(from, Reach.CONFIGURED)));
    if (!found.path("issuer").asText().equals(issuer)) {
      throw new TransientFault("its discovery document is that of another issuer");
    }
    return found;
  }

  /** An address that a discovery document must have. */
  static URI address(JsonNode document, String name) {
    try {
      URI address = URI.create(document.path(name).asText());
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new TransientFault("the " + name + " of its discovery document is no URL", e);
    }
    throw new TransientFault("its discovery document has no " + name);
  }

  /** Another host than those of the configuration is only the issuer's word. */
  Reach reach(URI address) {
    boolean configured = host(address).equals(host(URI.create(issuer)));
    return configured ? Reach.CONFIGURED : Reach.PUBLIC;
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
