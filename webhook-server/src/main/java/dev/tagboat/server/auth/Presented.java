package dev.tagboat.server.auth;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to prove itself.
 *
 * @param header the value of a header by its name, in any case; null when absent
 * @param pathSecret the last part of {@code /hooks/NAME/SECRET}; null when absent
 * @param body the raw bytes; only asked for by a verifier that signs them
 */
public record Presented(
    Function<String, @Nullable String> header, @Nullable String pathSecret, Supplier<byte[]> body) {

  @Nullable String value(String name) {
    return header.apply(name);
  }
}
