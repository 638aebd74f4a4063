package dev.tagboat.server.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Collectors;

/** An OpenID Connect issuer on loopback. */
final class TestIssuer implements AutoCloseable {
  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  record Signer(String id, KeyPair pair) {
    static Signer rsa(String id) {
      return new Signer(id, Jwts.SIG.RS256.keyPair().build());
    }

    static Signer ec(String id) {
      return new Signer(id, Jwts.SIG.ES256.keyPair().build());
    }

    String jwk() {
      return pair.getPublic() instanceof RSAPublicKey rsa
          ? Jwks.json(Jwks.builder().key(rsa).id(id).build())
          : Jwks.json(Jwks.builder().key((ECPublicKey) pair.getPublic()).id(id).build());
    }
  }

  TestIssuer() {
    server.start();
    discovery(url(), url() + "/keys");
  }

  String url() {
    return "http://localhost:" + server.port();
  }

  void discovery(String issuer, String keys) {
    answers(
        "/.well-known/openid-configuration",
        aResponse().withBody("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}"));
  }

  void publishes(Signer... signers) {
    String keys = Arrays.stream(signers).map(Signer::jwk).collect(Collectors.joining(","));
    answers("/keys", aResponse().withBody("{\"keys\":[" + keys + "]}"));
  }

  void answers(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path)).willReturn(answer));
  }

  int asked(String path) {
    return server.countRequestsMatching(getRequestedFor(urlEqualTo(path)).build()).getCount();
  }

  int requests() {
    return server.getAllServeEvents().size();
  }

  /** What a good token holds; to be changed, then signed. */
  JwtBuilder claims(Instant now) {
    return Jwts.builder()
        .issuer(url())
        .audience()
        .add("https://tagboat.acme.io/hooks/gar")
        .and()
        .subject("repo:acme/shop:ref:refs/tags/v1")
        .claim("email", "push@acme.iam.gserviceaccount.com")
        .claim("email_verified", true)
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(3600)));
  }

  static String sign(JwtBuilder claims, Signer signer) {
    return claims.header().keyId(signer.id()).and().signWith(signer.pair().getPrivate()).compact();
  }

  @Override
  public void close() {
    server.stop();
  }
}
