package dev.tagboat.bot.cli.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote, and nothing beyond its own part of the bytes. */
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ByteReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The same from here on, to be read apart from this one. */
  ByteReader copy() {
    return new ByteReader(bytes, at, end);
  }

  int left() {
    return end - at;
  }

  int number() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = bytes[skip(1)];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new DamagedMemory("no number");
  }

  long fixed() {
    return ByteBuffer.wrap(bytes).getLong(skip(Long.BYTES));
  }

  String text() {
    int length = number();
    return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
  }

  /** Of a part that begins with its length. */
  ByteReader part() {
    int length = number();
    int from = skip(length);
    return new ByteReader(bytes, from, from + length);
  }

  /** How many things follow of which each takes some bytes. */
  int count(int atLeast) {
    int count = number();
    if (count < 0 || count > left() / atLeast) {
      throw new DamagedMemory("there cannot be " + count);
    }
    return count;
  }

  void copyTo(ByteWriter out) {
    out.raw(bytes, at, left());
  }

  private int skip(int length) {
    if (length < 0 || length > end - at) {
      throw new DamagedMemory("it ends too early");
    }
    int from = at;
    at += length;
    return from;
  }
}
