package dev.tagboat.bot.sigstore;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The keys of an instance that tells by The Update Framework which they are. */
final class UpdatedRoot implements TrustedRoots {
  private static final String TARGET = "trusted_root.json";

  private final HttpUrl mirror;
  private final RootProvider first;
  private final Path cache;
  private final OkHttpClient client;
  private final Clock clock;

  /**
   * @param mirror ends in a slash
   * @param first the root that was handed over by other means
   */
  UpdatedRoot(HttpUrl mirror, RootProvider first, Path cache, OkHttpClient client, Clock clock) {
    this.mirror = mirror;
    this.first = first;
    this.cache = cache;
    this.client = client;
    this.clock = clock;
  }

  static UpdatedRoot publicInstance(Path cache, OkHttpClient client, Clock clock) {
    return new UpdatedRoot(
        Objects.requireNonNull(HttpUrl.parse("https://tuf-repo-cdn.sigstore.dev/")),
        RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE),
        cache,
        client,
        clock);
  }

  @Override
  public SigstoreTrustedRoot get() {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new UserFault(
          "Tried to keep the keys of Sigstore in " + cache + ", but it cannot be made.", e);
    }
    // Another process may be at it.
    try (FileChannel channel =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      return updated();
    } catch (IOException
        | JsonParseException
        | SigstoreConfigurationException
        | RuntimeException e) {
      // The library's own exceptions are unchecked, as are those of the parsers below it.
      throw new TransientFault(
          "Tried to fetch the keys of Sigstore from "
              + mirror.host()
              + ", but "
              + Words.of(e)
              + ". Where that host may not be reached, give a trusted root of your own.",
          e);
    }
  }

  private SigstoreTrustedRoot updated()
      throws IOException, JsonParseException, SigstoreConfigurationException {
    FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(cache);
    Updater updater =
        Updater.builder()
            .setClock(clock)
            .setTrustedRootPath(first)
            .setTrustedMetaStore(
                TrustedMetaStore.newTrustedMetaStore(
                    PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
            .setTargetStore(store)
            .setMetaFetcher(MetaFetcher.newFetcher(new TufFiles(mirror, client)))
            .setTargetFetcher(new TufFiles(mirror.resolve("targets/"), client))
            .build();
    updater.updateMeta();
    updater.downloadTarget(TARGET);
    try (InputStream in = store.getTargetInputSteam(TARGET)) {
      return SigstoreTrustedRoot.from(in);
    }
  }
}
