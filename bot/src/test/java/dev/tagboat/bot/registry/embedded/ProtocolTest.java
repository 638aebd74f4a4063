package dev.tagboat.bot.registry.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.TestImages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution-spec, call by call: what the clients of the other test do not all do. */
class ProtocolTest {
  private static final ByteString BLOB = ByteString.encodeUtf8("0123456789");
  private static final String DIGEST = "sha256:" + BLOB.sha256().hex();
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

  private final EmbeddedRegistry registry =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());

  @AfterEach
  void stop() {
    registry.close();
  }

  private record Answer(int code, String body, Response response) {
    String header(String name) {
      return Objects.requireNonNullElse(response.header(name), "");
    }
  }

  private Answer send(String method, String path, ByteString body, String... headers)
      throws IOException {
    Request.Builder request = new Request.Builder().url("http://" + registry.host() + path);
    boolean bodiless = method.equals("GET") || method.equals("HEAD");
    request.method(method, bodiless ? null : RequestBody.create(body, (MediaType) null));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = HttpClients.shared().newCall(request.build()).execute()) {
      return new Answer(response.code(), response.body().string(), response);
    }
  }

  private Answer send(String method, String path) throws IOException {
    return send(method, path, ByteString.EMPTY);
  }

  private void pushBlob() throws IOException {
    Answer pushed = send("POST", "/v2/acme/app/blobs/uploads/?digest=" + DIGEST, BLOB);
    assertThat(pushed.code()).isEqualTo(201);
  }

  @Test
  void answersTheVersionCheck() throws IOException {
    assertThat(send("GET", "/v2/").header("Docker-Distribution-Api-Version"))
        .isEqualTo("registry/2.0");
  }

  @Test
  void takesABlobInChunks() throws IOException {
    String upload = send("POST", "/v2/acme/app/blobs/uploads/").header("Location");
    Answer first = send("PATCH", upload, BLOB.substring(0, 4), "Content-Range", "0-3");
    Answer wrong = send("PATCH", upload, BLOB.substring(6), "Content-Range", "6-9");
    Answer second = send("PATCH", upload, BLOB.substring(4, 8), "Content-Range", "4-7");
    Answer last = send("PUT", upload + "?digest=" + DIGEST, BLOB.substring(8));
    assertThat(first.header("Range")).isEqualTo("0-3");
    assertThat(wrong.code()).isEqualTo(416);
    assertThat(second.header("Range")).isEqualTo("0-7");
    assertThat(last.code()).isEqualTo(201);
    assertThat(send("GET", last.header("Location")).body()).isEqualTo(BLOB.utf8());
  }

  @Test
  void tellsHowFarAnUploadIsAndForgetsOneThatIsGivenUp() throws IOException {
    String upload = send("POST", "/v2/acme/app/blobs/uploads/").header("Location");
    send("PATCH", upload, BLOB);
    assertThat(send("GET", upload).header("Range")).isEqualTo("0-9");
    assertThat(send("DELETE", upload).code()).isEqualTo(204);
    assertThat(send("GET", upload).code()).isEqualTo(404);
  }

  @Test
  void anUploadBelongsToItsRepository() throws IOException {
    String upload = send("POST", "/v2/acme/app/blobs/uploads/").header("Location");
    assertThat(send("GET", upload.replace("acme", "evil")).code()).isEqualTo(404);
  }

  @Test
  void aMountFallsBackToAnUpload() throws IOException {
    pushBlob();
    Answer answer =
        send("POST", "/v2/acme/other/blobs/uploads/?mount=" + DIGEST + "&from=acme/app");
    assertThat(answer.code()).isEqualTo(202);
  }

  @Test
  void contentThatIsNotWhatItSaysIsRefused() throws IOException {
    String other = "sha256:" + "0".repeat(64);
    Answer answer = send("POST", "/v2/acme/app/blobs/uploads/?digest=" + other, BLOB);
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.body()).contains("DIGEST_INVALID");
    assertThat(send("HEAD", "/v2/acme/app/blobs/" + other).code()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "bytes=5-99, 206, 56789, bytes 5-9/10",
    "bytes=0-9, 200, 0123456789, ''",
    "'bytes=0-1,4-5', 200, 0123456789, ''",
    "lines=1-2, 200, 0123456789, ''"
  })
  void sendsARange(String range, int code, String body, String contentRange) throws IOException {
    pushBlob();
    Answer answer = send("GET", "/v2/acme/app/blobs/" + DIGEST, BLOB, "Range", range);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=5-4"})
  void aRangeOutsideIsRefused(String range) throws IOException {
    pushBlob();
    assertThat(send("GET", "/v2/acme/app/blobs/" + DIGEST, BLOB, "Range", range).code())
        .isEqualTo(416);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/acme/../../etc/manifests/1.2.3",
        "/v2/acme/%2e%2e/x/manifests/1.2.3",
        "/v2/Acme/manifests/1.2.3",
        "/v2/acme/app/manifests/..",
        "/v2/acme/app/manifests/%2e%2e%2fx",
        "/v2/acme/app/manifests/sha256:zz",
        "/v2/acme/app/blobs/sha256:..%2f..",
        "/v2/acme/app/blobs/uploads/..",
        "/v2/_manifests/x/manifests/1.2.3",
        "/etc/passwd"
      })
  void namesThatAreNoneReachNoFile(String path) throws IOException {
    assertThat(send("GET", path).code()).isBetween(400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "{\"schemaVersion\":1}",
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}",
        "{\"schemaVersion\":2,\"layers\":[{\"digest\":\"../../x\"}]}"
      })
  void aManifestThatIsNoneIsRefused(String body) throws IOException {
    Answer answer =
        send(
            "PUT",
            "/v2/acme/app/manifests/1.2.3",
            ByteString.encodeUtf8(body),
            "Content-Type",
            OCI);
    assertThat(answer.code()).isEqualTo(400);
  }

  @Test
  void aManifestNeedsItsBlobs() throws IOException {
    String manifest = "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + DIGEST + "\"}}";
    Answer before = putManifest(manifest);
    pushBlob();
    Answer after = putManifest(manifest);
    assertThat(before.body()).contains("MANIFEST_BLOB_UNKNOWN");
    assertThat(after.code()).isEqualTo(201);
  }

  private Answer putManifest(String manifest) throws IOException {
    ByteString body = ByteString.encodeUtf8(manifest);
    return send("PUT", "/v2/acme/app/manifests/1.2.3", body, "Content-Type", OCI);
  }

  @Test
  void aManifestThatIsTooLargeIsRefused() throws IOException {
    Answer answer = putManifest(" ".repeat(4 * 1024 * 1024 + 1));
    assertThat(answer.code()).isEqualTo(413);
  }

  @Test
  void listsTagsInPages() throws IOException {
    for (String tag : new String[] {"b", "a", "C"}) {
      TestImages.push(registry.host(), "acme/app", tag);
    }
    Answer first = send("GET", "/v2/acme/app/tags/list?n=2");
    assertThat(first.body()).contains("[\"C\",\"a\"]");
    assertThat(first.header("Link")).isEqualTo("</v2/acme/app/tags/list?last=a&n=2>; rel=\"next\"");
    Answer second = send("GET", "/v2/acme/app/tags/list?last=a&n=2");
    assertThat(second.body()).contains("[\"b\"]");
    assertThat(second.header("Link")).isEmpty();
    assertThat(send("GET", "/v2/acme/app/tags/list?n=0").body()).contains("[]");
    assertThat(send("GET", "/v2/acme/app/tags/list?n=x").code()).isEqualTo(400);
    assertThat(send("GET", "/v2/acme/none/tags/list").code()).isEqualTo(404);
  }

  @Test
  void deletesATagAndAManifest() throws IOException {
    Digest digest = TestImages.push(registry.host(), "acme/app", "1.2.3");
    TestImages.push(registry.host(), "acme/app", "other", "This is version 1.2.3.\n");
    assertThat(send("DELETE", "/v2/acme/app/manifests/1.2.3").code()).isEqualTo(202);
    assertThat(send("HEAD", "/v2/acme/app/manifests/1.2.3").code()).isEqualTo(404);
    assertThat(send("HEAD", "/v2/acme/app/manifests/" + digest).code()).isEqualTo(200);
    assertThat(send("DELETE", "/v2/acme/app/manifests/" + digest).code()).isEqualTo(202);
    assertThat(send("HEAD", "/v2/acme/app/manifests/" + digest).code()).isEqualTo(404);
  }

  @Test
  void aWebPageElsewhereCannotReachItByAnotherName() throws IOException {
    assertThat(send("GET", "/v2/", BLOB, "Host", "evil.example").code()).isEqualTo(403);
  }

  @Test
  void tlsIsTurnedAwayAtOnce() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), registry.port())) {
      socket.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 100});
      socket.setSoTimeout(5000);
      assertThat(socket.getInputStream().readNBytes(7)).startsWith(0x15, 3);
    }
  }
}
