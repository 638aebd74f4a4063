package dev.tagboat.bot.forge.github;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHRepository;

/** The repository as github-api has it, read once, when it is first needed. */
final class KnownRepository implements Supplier<GHRepository> {
  private final GitHubSettings settings;
  private final Connection connection;
  private volatile @Nullable GHRepository known;

  KnownRepository(GitHubSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  @Override
  public GHRepository get() {
    GHRepository repository = known;
    if (repository == null) {
      repository =
          Calls.run(
              "read the repository " + settings.slug(),
              "metadata: read",
              () -> connection.api().getRepository(settings.slug()));
      known = repository;
    }
    return repository;
  }

  /** Throws where there is none: that is a person's matter, unlike a pull request that is gone. */
  void demand() {
    GHRepository unused = get();
  }
}
