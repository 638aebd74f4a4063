package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;

/** How what was found in one file is written, so that it can be read without any other's. */
final class FileScans {
  private static final Shape SHAPE = Shape.of(FileScan.class);

  private FileScans() {}

  /** Equal texts mean equal bytes. */
  static String description() {
    return SHAPE.description();
  }

  static byte[] write(FileScan scan) {
    ByteWriter out = new ByteWriter();
    new ShapeWriter(out).write(SHAPE, scan);
    return out.toBytes();
  }

  static FileScan read(ByteReader in) {
    if (new ShapeReader(in).read(SHAPE) instanceof FileScan scan) {
      return scan;
    }
    throw new DamagedMemory("nothing is there");
  }
}
