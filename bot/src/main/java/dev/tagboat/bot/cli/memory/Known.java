package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Reach;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one file. What an earlier run left is only read where somebody asks for it,
 * since in a large tree hardly anybody does.
 */
public final class Known {
  private final FileState state;
  private final String blobId;
  private final @Nullable ByteReader kept;
  private volatile @Nullable FileScan scan;
  private volatile long @Nullable [] reach;
  private @Nullable ByteReader keptOutcome;
  private @Nullable Outcome outcome;

  private Known(FileState state, String blobId, @Nullable ByteReader kept) {
    this.state = state;
    this.blobId = blobId;
    this.kept = kept;
  }

  static Known of(FileState state, String blobId, String path, FileScan scan) {
    Known known = new Known(state, blobId, null);
    known.scan = scan;
    known.reach = Reach.of(path, scan).keys();
    return known;
  }

  /** The same file, whose content is the same though it looks otherwise. */
  Known looking(FileState now) {
    Known known = new Known(now, blobId, kept);
    known.scan = scan;
    known.reach = reach;
    known.keptOutcome = keptOutcome;
    known.outcome = outcome;
    return known;
  }

  FileState state() {
    return state;
  }

  String blobId() {
    return blobId;
  }

  /**
   * @throws DamagedMemory when what was kept cannot be read
   */
  public FileScan scan() {
    FileScan known = scan;
    if (known == null && kept != null) {
      known = FileScans.read(kept.copy());
      scan = known;
    }
    if (known == null) {
      throw new DamagedMemory("nothing is known");
    }
    return known;
  }

  /** As {@link Reach#keys}. */
  long[] reach() {
    long @Nullable [] keys = reach;
    return keys == null ? new long[0] : keys;
  }

  /**
   * What is to be said about it.
   *
   * @throws DamagedMemory when nothing was kept, or it cannot be read
   */
  public Outcome outcome() {
    Outcome known = outcome;
    if (known == null && keptOutcome != null) {
      known = Outcome.read(keptOutcome.copy());
    }
    if (known == null) {
      throw new DamagedMemory("nothing is known");
    }
    return known;
  }

  /**
   * @param now null when it cannot be told
   */
  public void become(@Nullable Outcome now) {
    outcome = now;
    keptOutcome = null;
  }

  void write(ByteWriter out) {
    state.write(out);
    out.text(blobId);
    if (kept == null) {
      out.part(FileScans.write(scan()));
    } else {
      out.part(kept);
    }
    long[] keys = reach();
    out.number(keys.length);
    for (long key : keys) {
      out.fixed(key);
    }
    Outcome told = outcome;
    if (told != null) {
      out.part(told.toBytes());
    } else if (keptOutcome != null) {
      out.part(keptOutcome);
    } else {
      out.number(0);
    }
  }

  static Known read(ByteReader in) {
    Known known = new Known(FileState.read(in), in.text(), in.part());
    long[] keys = new long[in.count(Long.BYTES)];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = in.fixed();
    }
    known.reach = keys;
    ByteReader outcome = in.part();
    known.keptOutcome = outcome.left() == 0 ? null : outcome;
    return known;
  }
}
