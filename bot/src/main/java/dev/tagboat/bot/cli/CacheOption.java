package dev.tagboat.bot.cli;

import dev.tagboat.bot.registry.DiskMemory;
import dev.tagboat.bot.registry.Memory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where answers of registries are kept for the next run. */
final class CacheOption {
  @Option(
      names = "--no-cache",
      description = "keep no answers of registries for the next run, and use none")
  private boolean off;

  Memory memory(Context context) {
    return off ? Memory.NONE : DiskMemory.in(directory(context), context.clock());
  }

  private static Path directory(Context context) {
    return home(context.env().get("XDG_CACHE_HOME")).resolve("tagboat").resolve("registries");
  }

  // The specification of base directories ignores relative ones.
  private static Path home(@Nullable String cache) {
    try {
      if (cache != null && Path.of(cache).isAbsolute()) {
        return Path.of(cache);
      }
    } catch (InvalidPathException e) {
      throw new BadInput("XDG_CACHE_HOME is not a path: " + e.getReason() + ".", e);
    }
    return Path.of(System.getProperty("user.home", "/"), ".cache");
  }
}
