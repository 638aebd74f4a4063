package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** Puts documents into a repository of a registry on this machine, exactly as they are given. */
public final class RawPush {
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  private final HttpUrl base;

  public RawPush(String host, String path) {
    this.base = HttpUrl.get("http://" + host + "/v2/" + path + "/");
  }

  /** An image without layers whose configuration has this created time. */
  public Digest image(String tag, String created) {
    return manifest(tag, config(created, "linux", "amd64"), "");
  }

  public static String config(String created, String os, String architecture) {
    return """
        {"created":"%s","os":"%s","architecture":"%s","config":{},"rootfs":{"type":"layers","diff_ids":[]}}"""
        .formatted(created, os, architecture);
  }

  /**
   * @param reference a tag; empty to push by digest
   * @param more further members of the manifest, each with a comma in front
   */
  public Digest manifest(String reference, String config, String more) {
    blob(config);
    return document(reference, MediaTypes.OCI_MANIFEST, manifestOf(config, more));
  }

  public static String manifestOf(String config, String more) {
    return """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":%d},"layers":[]%s}"""
        .formatted(MediaTypes.OCI_MANIFEST, CONFIG, digest(config), config.length(), more);
  }

  /** An index of these entries, see {@link #child}. */
  public Digest index(String reference, List<String> children, String more) {
    return document(reference, MediaTypes.OCI_INDEX, indexOf(children, more));
  }

  public static String indexOf(List<String> children, String more) {
    return """
        {"schemaVersion":2,"mediaType":"%s","manifests":[%s]%s}"""
        .formatted(MediaTypes.OCI_INDEX, String.join(",", children), more);
  }

  /**
   * @param more further members, such as a platform, each with a comma in front
   */
  public static String child(Digest digest, String more) {
    return """
        {"mediaType":"%s","digest":"%s","size":1%s}"""
        .formatted(MediaTypes.OCI_MANIFEST, digest, more);
  }

  public static String platform(String os, String architecture) {
    return """
        ,"platform":{"os":"%s","architecture":"%s"}"""
        .formatted(os, architecture);
  }

  /** A signature in cosign's older layout, as {@code cosign sign} pushes it. */
  public void signature(Digest image, String payload, String signature) {
    blob(payload);
    String layer =
        """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":%d},\
        "layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","size":%d,\
        "digest":"%s","annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}"""
            .formatted(
                MediaTypes.OCI_MANIFEST,
                CONFIG,
                digest(payload),
                payload.length(),
                payload.length(),
                digest(payload),
                signature);
    document(image.value().replace(':', '-') + ".sig", MediaTypes.OCI_MANIFEST, layer);
  }

  static Digest digest(String text) {
    return Digests.sha256(ByteString.encodeUtf8(text));
  }

  private void blob(String text) {
    Request start = request(base.resolve("blobs/uploads/"), "POST", "application/x", "");
    String location = send(start).header("Location");
    HttpUrl upload = base.resolve(String.valueOf(location));
    HttpUrl end = upload.newBuilder().addQueryParameter("digest", digest(text).value()).build();
    send(request(end, "PUT", "application/octet-stream", text));
  }

  private Digest document(String reference, String type, String text) {
    String name = reference.isEmpty() ? digest(text).value() : reference;
    send(request(base.resolve("./manifests/" + name), "PUT", type, text));
    return digest(text);
  }

  private static Request request(HttpUrl url, String method, String type, String body) {
    RequestBody bytes = RequestBody.create(ByteString.encodeUtf8(body), MediaType.get(type));
    return new Request.Builder().url(url).method(method, bytes).build();
  }

  private static Response send(Request request) {
    try (Response response = HttpClients.shared().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IllegalStateException(request + ": " + response + response.body().string());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
