package dev.tagboat.bot.forge.embedded;

import static dev.tagboat.bot.forge.embedded.ForgeFixture.REPO;
import static dev.tagboat.bot.forge.embedded.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.embedded.ForgeFixture.Reply;
import io.jsonwebtoken.Jwts;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
  @TempDir Path dir;
  private KeyPair keys;
  private ForgeFixture forge;

  private static KeyPair keys() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @BeforeEach
  void start() throws NoSuchAlgorithmException {
    keys = keys();
    ForgeApp app = new ForgeApp(42, "tagboat", (RSAPublicKey) keys.getPublic());
    forge = ForgeFixture.start(ForgeFixture.config(dir).withApp(app));
  }

  @AfterEach
  void stop() {
    forge.close();
    forge.contract.assertClean();
  }

  private static String jwt(KeyPair pair, Duration life) {
    Instant now = Instant.now();
    return Jwts.builder()
        .issuer("42")
        .issuedAt(Date.from(now.minusSeconds(30)))
        .expiration(Date.from(now.plus(life)))
        .signWith(pair.getPrivate(), Jwts.SIG.RS256)
        .compact();
  }

  private Reply as(String token, String method, String path) {
    return forge.send(method, path, null, token, Map.of());
  }

  @Test
  void aJwtIsTradedForATokenThatWorks() {
    String jwt = jwt(keys, Duration.ofMinutes(8));
    assertThat(as(jwt, "GET", "/app").json().path("slug").asText()).isEqualTo("tagboat");
    JsonNode installation = as(jwt, "GET", REPO + "/installation").json();
    Reply issued =
        as(
            jwt,
            "POST",
            "/app/installations/" + installation.path("id").asLong() + "/access_tokens");
    assertThat(issued.status()).isEqualTo(201);
    String token = issued.json().path("token").asText();

    assertThat(as(token, "GET", REPO).status()).isEqualTo(200);
    assertThat(as(token, "GET", "/installation/repositories").json().path("total_count").asInt())
        .isEqualTo(1);
    assertThat(as(token, "GET", "/user").status()).isEqualTo(403);
    Reply check =
        forge.send(
            "POST",
            REPO + "/check-runs",
            body("name", "tagboat", "head_sha", forge.head("main"), "conclusion", "success"),
            token,
            Map.of());
    assertThat(check.status()).isEqualTo(201);
    assertThat(
            as(token, "GET", REPO + "/check-runs/" + check.json().path("id").asLong())
                .json()
                .path("status")
                .asText())
        .isEqualTo("completed");
    assertThat(as(token, "GET", REPO + "/commits/main/check-runs").json().path("check_runs"))
        .hasSize(1);
  }

  @Test
  void aForeignOrTooLongJwtIsRefused() throws NoSuchAlgorithmException {
    assertThat(as(jwt(keys(), Duration.ofMinutes(8)), "GET", "/app").status()).isEqualTo(401);
    assertThat(as(jwt(keys, Duration.ofMinutes(20)), "GET", "/app").status()).isEqualTo(401);
    assertThat(as(jwt(keys, Duration.ofMinutes(-1)), "GET", "/app").status()).isEqualTo(401);
  }
}
