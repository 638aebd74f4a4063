package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/**
 * All repositories, and their pull requests in {@code forge.json}. Callers hold the monitor of this
 * object for as long as they look at or change anything in it.
 */
final class Store implements AutoCloseable {
  // Stricter than GitHub: what is a path on disk must not start with a dot.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final Path dir;
  private final Map<String, Repo> repos = new LinkedHashMap<>();
  private long lastId;

  Store(Path dir) throws IOException {
    this.dir = Files.createDirectories(dir).toRealPath();
    load();
  }

  private void load() throws IOException {
    if (!Files.exists(file())) {
      return;
    }
    SavedState saved;
    try {
      saved = Json.MAPPER.readValue(file().toFile(), SavedState.class);
    } catch (IOException e) {
      throw new UserFault(
          "the embedded forge cannot read "
              + file()
              + ", which holds its pull requests. Start it in another directory, or delete this one.",
          e);
    }
    lastId = saved.lastId();
    for (SavedState.SavedRepo repo : saved.repositories()) {
      repo.restore(open(repo.id(), repo.owner(), repo.name()));
    }
  }

  private Path file() {
    return dir.resolve("forge.json");
  }

  /** Writes what git does not hold; all or nothing. */
  void save() throws IOException {
    SavedState state =
        new SavedState(lastId, repos.values().stream().map(SavedState.SavedRepo::of).toList());
    Path temporary = dir.resolve("forge.json.new");
    Files.write(temporary, Json.MAPPER.writeValueAsBytes(state));
    Files.move(
        temporary, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  long nextId() {
    return ++lastId;
  }

  Path pathOf(String owner, String name) {
    return dir.resolve(checked(owner)).resolve(checked(name) + ".git");
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new UserFault("'" + name + "' cannot be an owner or a repository of the forge");
    }
    return name;
  }

  Collection<Repo> all() {
    return repos.values();
  }

  Optional<Repo> find(String owner, String name) {
    return Optional.ofNullable(repos.get(key(owner, name)));
  }

  /** The repository of a call's {@code {owner}} and {@code {repo}}. */
  Repo find(Call call) {
    return find(call.param("owner"), call.param("repo")).orElseThrow(ApiError::notFound);
  }

  /** The one of that name, made with an empty bare git repository when there is none. */
  Repo add(String owner, String name) throws IOException {
    Optional<Repo> known = find(owner, name);
    if (known.isPresent()) {
      return known.get();
    }
    Repo repo = open(nextId(), owner, name);
    save();
    return repo;
  }

  private Repo open(long id, String owner, String name) throws IOException {
    Path path = pathOf(owner, name);
    Repository git = new RepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    if (!Files.exists(path.resolve("HEAD"))) {
      git.create(true);
      RefUpdate head = git.updateRef("HEAD");
      head.link("refs/heads/" + Repo.DEFAULT_BRANCH);
    }
    Repo repo = new Repo(id, owner, name, git);
    repos.put(key(owner, name), repo);
    return repo;
  }

  private static String key(String owner, String name) {
    return (owner + "/" + name).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    repos.values().forEach(repo -> repo.git().close());
  }
}
