package dev.tagboat.server.receive;

import dev.tagboat.server.config.Hook;
import java.util.List;

/** Decodes bodies that are JSON: all that there are. */
interface JsonDecoder extends Decoder {

  /** Adds at least one entry for each event; an event that cannot be read may be thrown. */
  void read(Event event, Findings out) throws Json.Malformed;

  @Override
  default List<Decoded> decode(Received received, Hook hook) {
    Findings out = new Findings(hook);
    try {
      read(new Event(received.headers(), received.json()), out);
    } catch (Json.Malformed e) {
      out.add(new Decoded.Unreadable(e.reason()));
    }
    return out.all();
  }
}
