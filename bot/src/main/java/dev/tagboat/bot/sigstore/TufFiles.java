package dev.tagboat.bot.sigstore;

import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileExceedsMaxLengthException;
import dev.tagboat.bot.net.Bodies;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Files of a TUF repository over HTTP. What they hold is signed, so a redirect is not followed. */
final class TufFiles implements Fetcher {
  private final HttpUrl folder;
  private final OkHttpClient client;

  TufFiles(HttpUrl folder, OkHttpClient client) {
    this.folder = folder;
    this.client = client;
  }

  @Override
  public String getSource() {
    return folder.toString();
  }

  /** Null when there is none. */
  @Override
  public byte @Nullable [] fetchResource(String name, int most)
      throws IOException, FileExceedsMaxLengthException {
    HttpUrl url = folder.newBuilder().addPathSegments(name).build();
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      if (response.code() == 404) {
        return null;
      }
      if (response.code() != 200) {
        throw new IOException("it answered " + response.code() + " for " + name);
      }
      return Bodies.read(response.body(), most);
    } catch (Bodies.TooLarge e) {
      throw new FileExceedsMaxLengthException(url.toString(), most);
    }
  }
}
