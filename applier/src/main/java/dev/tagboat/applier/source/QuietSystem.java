package dev.tagboat.applier.source;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The machine without anybody's git configuration: a proxy, a hook path or an {@code insteadOf} of
 * whoever runs Tagboat must not change where it fetches from.
 */
final class QuietSystem extends SystemReader.Delegate {
  private static final int CACHE = 1 << 20;

  private QuietSystem(SystemReader real) {
    super(real);
  }

  /** JGit has one reader a process; replacing it twice does no harm. */
  static void install() {
    SystemReader current = SystemReader.getInstance();
    if (!(current instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(current));
      WindowCacheConfig caches = new WindowCacheConfig();
      // Each blob is read once; what JGit keeps of packs is memory that idles.
      caches.setPackedGitLimit(CACHE);
      caches.setDeltaBaseCacheLimit(CACHE);
      caches.install();
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  /** Never read, never written. */
  private static final class EmptyConfig extends FileBasedConfig {
    // JGit wants a file, which the overridden methods never touch.
    private static final java.io.File NONE = new java.io.File("tagboat-has-no-git-config");

    private static final Duration CLOCK = Duration.ofMillis(10);

    EmptyConfig(@Nullable Config parent, FS fs) {
      super(parent, NONE, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    // JGit would measure the clock of each disk by writing files beside our own. Ten milliseconds
    // are coarser than any disk of Linux.
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit unit) {
      return section.equals("filesystem") ? unit.convert(CLOCK) : defaultValue;
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
