package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.time.Instant;

/** Reads the ISO-8601 times that {@link Instant#toString} writes. */
final class InstantReader extends FromStringDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  InstantReader() {
    super(Instant.class);
  }

  @Override
  protected Instant _deserialize(String value, DeserializationContext context) {
    return Instant.parse(value);
  }
}
