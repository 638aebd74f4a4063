package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Digest;

/** Tagboat's own small form. */
final class GenericWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    ObjectNode event =
        Json.object("image", occasion.image().toString(), "tag", occasion.tag().toString());
    Digest digest = occasion.given();
    if (digest != null) {
      event.put("digest", digest.toString());
    }
    return Written.json(event.put("pusher", "tagboat-send-test"));
  }
}
