package dev.tagboat.bot.cli;

import dev.tagboat.bot.registry.DiskMemory;
import dev.tagboat.bot.registry.Memory;
import picocli.CommandLine.Option;

/** Whether things are kept for the next run. */
final class CacheOption {
  @Option(names = "--no-cache", description = "keep nothing for the next run, and use nothing")
  private boolean off;

  /** What was found in files. */
  ScanCache scans(Context context) {
    return off ? ScanCache.off(context) : ScanCache.in(context);
  }

  /** What registries answered. */
  Memory memory(Context context) {
    return off
        ? Memory.NONE
        : DiskMemory.in(CacheDirectory.of(context.env()).resolve("registries"), context.clock());
  }
}
