package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.contract.ContractInterceptor;
import dev.tagboat.bot.forge.contract.GitHubContract;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeApp;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeHook;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.forge.embedded.Permission;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A config repo on the embedded forge, reached as the real one would be: REST by the GitHub
 * adapter, each exchange held to GitHub's description, and git over HTTP.
 */
public final class ConfigRepoFixture implements AutoCloseable {
  public static final String TOKEN = "ghp_fixture";
  public static final String OWNER = "acme";
  public static final String NAME = "config";

  private final EmbeddedForge forge;
  private final Path repository;
  private final Path mirrors;
  private final Clock clock;
  private final ContractInterceptor contract =
      new ContractInterceptor(GitHubContract.shared(), "/api/v3");

  private ConfigRepoFixture(EmbeddedForge forge, Path repository, Path mirrors, Clock clock) {
    this.clock = clock;
    this.forge = forge;
    this.repository = repository;
    this.mirrors = mirrors;
  }

  public static ConfigRepoFixture start(Path dir) {
    return start(ForgeConfig.in(dir.resolve("forge")), dir);
  }

  /** Where time is what the test says. */
  public static ConfigRepoFixture start(Path dir, Clock clock) {
    return start(ForgeConfig.in(dir.resolve("forge")).withClock(clock), dir);
  }

  /** A copy of one that stands in a directory, as a server that starts again finds it. */
  static ConfigRepoFixture copy(Path original, Path dir, Clock clock) {
    try (Stream<Path> files = Files.walk(original.resolve("forge"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = dir.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return start(dir, clock);
  }

  /** With webhooks. */
  public static ConfigRepoFixture start(Path dir, ForgeHook hook) {
    return start(ForgeConfig.in(dir.resolve("forge")).withHook(hook), dir);
  }

  /** On a port of its own; goes on with what is there already. */
  public static ConfigRepoFixture start(Path dir, int port) {
    return start(ForgeConfig.in(dir.resolve("forge")).withPort(port), dir);
  }

  /** Where another App is installed, in place of {@link AppKey#app} that sees teams. */
  static ConfigRepoFixture start(Path dir, Clock clock, ForgeApp app) {
    return start(ForgeConfig.in(dir.resolve("forge")).withClock(clock), dir, app);
  }

  private static ConfigRepoFixture start(ForgeConfig config, Path dir) {
    return start(config, dir, AppKey.app().with(Permission.MEMBERS, Permission.Access.READ));
  }

  private static ConfigRepoFixture start(ForgeConfig config, Path dir, ForgeApp app) {
    EmbeddedForge forge =
        EmbeddedForge.start(
            config
                .withApp(app)
                .withToken(
                    ForgeToken.forBot(TOKEN, "tagboat[bot]")
                        .with(Permission.DEPLOYMENTS, Permission.Access.WRITE)));
    return new ConfigRepoFixture(
        forge, forge.addRepository(OWNER, NAME), dir.resolve("mirrors"), config.clock());
  }

  public EmbeddedForge forge() {
    return forge;
  }

  public URI cloneUrl() {
    return forge.cloneUrl(OWNER, NAME);
  }

  public List<PullRequest> pullRequests() {
    return forge.pullRequests(OWNER, NAME);
  }

  public Target target() {
    return target(GitHubSettings.CommitMode.AUTO);
  }

  public Target target(GitHubSettings.CommitMode mode) {
    return target(mode, chain -> chain.proceed(chain.request()));
  }

  /** Where each request to the forge passes by somebody. */
  public Target target(GitHubSettings.CommitMode mode, Interceptor between) {
    return target(new Credentials.Token(Secret.of(TOKEN)), mode, between);
  }

  /** As the GitHub App that {@link AppKey} belongs to. */
  Target app(GitHubSettings.CommitMode mode) {
    Credentials.App app = new Credentials.App(AppKey.ID, AppKey.FILE);
    return target(app, mode, chain -> chain.proceed(chain.request()));
  }

  private Target target(
      Credentials credentials, GitHubSettings.CommitMode mode, Interceptor between) {
    GitHubForge github =
        GitHubForge.connect(
            GitHubSettings.of(cloneUrl(), forge.apiUrl(), credentials).with(mode),
            HttpClients.shared()
                .newBuilder()
                .addNetworkInterceptor(contract)
                .addNetworkInterceptor(between)
                .build(),
            clock);
    return new Target(new GitRemote(cloneUrl(), github.login(), null), "main", github);
  }

  /** A run of its own each time, as after a restart; the mirrors stay. */
  public BumpRun run() {
    return new BumpRun(repositories(), clock);
  }

  public GitRepositories repositories() {
    return new JGitRepositories(mirrors, GitSettings.defaults());
  }

  public Clock clock() {
    return clock;
  }

  /** A run with mirrors of its own, as on another machine. */
  public static BumpRun runIn(Path mirrors) {
    return new BumpRun(new JGitRepositories(mirrors, GitSettings.defaults()), Clock.systemUTC());
  }

  /** Proposes references such as {@code ghcr.io/acme/app:1.2.3}, each with the digest given. */
  public List<Outcome> propose(@Nullable Digest digest, String... references) {
    List<Candidate> batch = new java.util.ArrayList<>();
    for (String text : references) {
      ImageReference reference = ImageReference.parse(text).orElseThrow();
      batch.add(
          new Candidate(
              text,
              ImagePush.of(
                  reference.name(), java.util.Objects.requireNonNull(reference.tag()), digest),
              digest));
    }
    return run().propose(target(), batch, Progress.NONE);
  }

  /** Commits as a person would, on top of what the branch holds, and answers the commit's id. */
  public String commit(String branch, Map<String, String> files) {
    return commit(branch, files, FileMode.REGULAR_FILE);
  }

  public String commit(String branch, Map<String, String> files, FileMode mode) {
    try (Repository git = open();
        ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId parent = git.resolve(Constants.R_HEADS + branch);
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      if (parent != null) {
        keep(git, parent, files, builder);
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(mode);
        entry.setObjectId(
            mode == FileMode.GITLINK
                ? ObjectId.fromString("1".repeat(40))
                : inserter.insert(
                    Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (parent != null) {
        commit.setParentId(parent);
      }
      PersonIdent ann = new PersonIdent("Ann", "ann@acme.example", Instant.EPOCH, ZoneOffset.UTC);
      commit.setAuthor(ann);
      commit.setCommitter(ann);
      commit.setMessage("By a person\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point(git, branch, id);
      return id.name();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void keep(
      Repository git, ObjectId parent, Map<String, String> files, DirCacheBuilder builder)
      throws IOException {
    try (RevWalk walk = new RevWalk(git);
        ObjectReader reader = git.newObjectReader();
        TreeWalk tree = new TreeWalk(reader)) {
      tree.addTree(walk.parseCommit(parent).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        if (!files.containsKey(tree.getPathString())) {
          DirCacheEntry entry = new DirCacheEntry(tree.getPathString());
          entry.setFileMode(tree.getFileMode(0));
          entry.setObjectId(tree.getObjectId(0));
          builder.add(entry);
        }
      }
    }
  }

  private static void point(Repository git, String branch, ObjectId id) throws IOException {
    RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    update.update();
  }

  /** Moves a branch anywhere, as a force-push does. */
  public void forcePush(String branch, String commit) {
    try (Repository git = open()) {
      point(git, branch, ObjectId.fromString(commit));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Deletes a branch, as a person may. */
  public void deleteBranch(String branch) {
    try (Repository git = open()) {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * One more commit on a branch, with one more directory in its root.
   *
   * @param directory must be the last in git's order
   * @param files their names are any bytes, each given as the Latin-1 character
   */
  public void commitDirectory(String branch, String directory, Map<String, String> files) {
    try (Repository git = open();
        ObjectInserter inserter = git.newObjectInserter();
        TreeWalk old = new TreeWalk(git)) {
      TreeFormatter root = new TreeFormatter();
      old.addTree(git.resolve(Constants.R_HEADS + branch + "^{tree}"));
      while (old.next()) {
        root.append(old.getRawPath(), old.getFileMode(), old.getObjectId(0));
      }
      root.append(directory, FileMode.TREE, directory(files, inserter));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(root));
      commit.setParentId(git.resolve(Constants.R_HEADS + branch));
      PersonIdent eve = new PersonIdent("Eve", "eve@acme.example", Instant.EPOCH, ZoneOffset.UTC);
      commit.setAuthor(eve);
      commit.setCommitter(eve);
      commit.setMessage("By hand\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point(git, branch, id);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ObjectId directory(Map<String, String> files, ObjectInserter inserter)
      throws IOException {
    TreeFormatter tree = new TreeFormatter();
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      byte[] name = file.getKey().getBytes(StandardCharsets.ISO_8859_1);
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content);
      tree.append(name, 0, name.length, FileMode.REGULAR_FILE, blob, true);
    }
    return inserter.insert(tree);
  }

  /** Each name in a directory, its bytes as Latin-1, with the id of its content. */
  public Map<String, String> entries(String branch, String directory) {
    try (Repository git = open();
        TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(git.resolve(Constants.R_HEADS + branch + ":" + directory));
      Map<String, String> entries = new java.util.LinkedHashMap<>();
      while (walk.next()) {
        entries.put(
            new String(walk.getRawPath(), StandardCharsets.ISO_8859_1), walk.getObjectId(0).name());
      }
      return entries;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The newest commit of a branch, as git keeps it. */
  public String raw(String branch) {
    try (Repository git = open()) {
      ObjectId head = git.resolve(Constants.R_HEADS + branch);
      return new String(git.open(head).getBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One file of a branch; null when it is not there. */
  public @Nullable String read(String branch, String path) {
    byte[] bytes = bytes(branch, path);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The mode of a file that is there. */
  public FileMode mode(String branch, String path) {
    try (Repository git = open();
        TreeWalk walk =
            TreeWalk.forPath(git, path, git.resolve(Constants.R_HEADS + branch + "^{tree}"))) {
      return walk.getFileMode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One file of a branch; null when it is not there. */
  public byte @Nullable [] bytes(String branch, String path) {
    try (Repository git = open()) {
      ObjectId blob = git.resolve(Constants.R_HEADS + branch + ":" + path);
      return blob == null ? null : git.open(blob).getBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Ids of the commits on a branch that main does not have. */
  public List<String> commitsOn(String branch) {
    try (Repository git = open();
        RevWalk walk = new RevWalk(git)) {
      walk.markStart(walk.parseCommit(git.resolve(Constants.R_HEADS + branch)));
      walk.markUninteresting(walk.parseCommit(git.resolve(Constants.R_HEADS + "main")));
      List<String> ids = new java.util.ArrayList<>();
      walk.forEach(commit -> ids.add(commit.name()));
      return ids;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Names of all branches. */
  public List<String> branches() {
    try (Repository git = open()) {
      return git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
          .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reports that a check of a commit went well. */
  void status(String commit, String context) {
    Request request =
        new Request.Builder()
            .url(forge.apiUrl() + "/repos/acme/config/statuses/" + commit)
            .header("Authorization", "Bearer " + TOKEN)
            .post(
                RequestBody.create(
                    "{\"state\":\"success\",\"context\":\"" + context + "\"}",
                    MediaType.get("application/json")))
            .build();
    try (Response response = HttpClients.shared().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(201);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As a forge with AGit does, which shows what was submitted to a ref as a pull request. */
  void review(String ref, String topic) {
    try (Repository git = open()) {
      ObjectId id = git.resolve(ref);
      if (id != null) {
        point(git, "review/" + topic, id);
        RefUpdate update = git.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Repository open() throws IOException {
    return new RepositoryBuilder().setGitDir(repository.toFile()).build();
  }

  /** Fails when any exchange so far broke GitHub's description. */
  public void assertContract() {
    assertThat(contract.violations()).isEmpty();
  }

  @Override
  public void close() {
    forge.close();
  }

  /** What was asked of the forge's REST API under its contract. */
  public Set<String> asked() {
    return contract.seen();
  }
}
