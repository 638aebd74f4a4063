package dev.tagboat.bot.cli.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in memory that grow. */
final class ByteWriter {
  private static final int START = 512;

  private byte[] bytes = new byte[START];
  private int size;

  /** Seven bits a byte, the low ones first; never negative here. */
  void number(int value) {
    room(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void fixed(long value) {
    room(Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(size, value);
    size += Long.BYTES;
  }

  void text(String text) {
    part(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Length and bytes. */
  void part(byte[] part) {
    number(part.length);
    raw(part, 0, part.length);
  }

  /** Length and bytes. */
  void part(ByteReader part) {
    number(part.left());
    part.copyTo(this);
  }

  void raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  /** Hands everything over, and begins anew. */
  void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
