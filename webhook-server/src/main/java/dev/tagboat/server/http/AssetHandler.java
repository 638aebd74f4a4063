package dev.tagboat.server.http;

import dev.tagboat.server.view.Assets;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /assets/NAME}: what pages load. Its address changes with its content. */
final class AssetHandler implements Handler {
  @Override
  public void handle(Context ctx) {
    Assets.Asset asset =
        Assets.find(ctx.pathParam("name"))
            .orElseThrow(() -> new Refusal(404, "There is no such file."));
    if (asset.version().equals(ctx.queryParam("v"))) {
      ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    }
    ctx.contentType(asset.contentType()).result(asset.content());
  }
}
