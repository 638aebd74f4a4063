package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.git.serve.GitHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** One caller's view of the repositories over git. */
final class GitMount implements GitHost {
  private static final Set<Permission> CONTENTS = Set.of(Permission.CONTENTS);

  private final Store store;
  private final Pushes pushes;
  private final AutoMerge autoMerge;
  private final @Nullable Account account;
  private final boolean openToRead;

  /**
   * @param account null for a caller without, or with bad, credentials
   * @param openToRead whether a caller without credentials may read
   */
  GitMount(
      Store store,
      Pushes pushes,
      AutoMerge autoMerge,
      @Nullable Account account,
      boolean openToRead) {
    this.store = store;
    this.pushes = pushes;
    this.autoMerge = autoMerge;
    this.account = account;
    this.openToRead = openToRead;
  }

  @Override
  public Access access(String path, @Nullable String authorization) {
    if (openToRead && authorization == null) {
      return Access.READ;
    }
    if (account == null || !account.may(CONTENTS, Permission.Access.READ)) {
      return Access.DENIED;
    }
    return account.may(CONTENTS, Permission.Access.WRITE) ? Access.WRITE : Access.READ;
  }

  @Override
  public Optional<Repository> open(String path) {
    Optional<Repository> git = find(path).map(Repo::git);
    git.ifPresent(Repository::incrementOpen);
    return git;
  }

  private Optional<Repo> find(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    synchronized (store) {
      return store.find(path.substring(0, slash), path.substring(slash + 1));
    }
  }

  @Override
  public Optional<String> refusal(
      String path,
      Repository repository,
      dev.tagboat.bot.git.serve.RefChange change,
      List<String> pushOptions) {
    if (change.ref().startsWith("refs/pull/")) {
      return Optional.of("deny updating a hidden ref");
    }
    boolean isProtected =
        change.ref().startsWith(GitRefs.HEADS)
            && find(path)
                .flatMap(repo -> repo.protection(change.ref().substring(GitRefs.HEADS.length())))
                .isPresent();
    return isProtected ? Optional.of("protected branch hook declined") : Optional.empty();
  }

  @Override
  public void received(
      String path, List<dev.tagboat.bot.git.serve.RefChange> changes, List<String> pushOptions) {
    Repo repo = find(path).orElseThrow();
    String login = account == null ? "nobody" : account.login();
    synchronized (store) {
      try {
        for (dev.tagboat.bot.git.serve.RefChange change : changes) {
          pushes.moved(
              repo,
              new RefChange(change.ref(), orZero(change.oldId()), orZero(change.newId())),
              login);
        }
        autoMerge.look(repo);
        store.save();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String orZero(@Nullable String id) {
    return id == null ? GitRefs.ZERO : id;
  }
}
