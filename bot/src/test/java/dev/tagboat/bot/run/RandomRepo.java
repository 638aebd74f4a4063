package dev.tagboat.bot.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.TestGit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** A bare repository that lives through random commits, each the head of a branch of its own. */
final class RandomRepo {
  static final int MAX_FILE = 60_000;
  private static final int VOCABULARY = 60;
  private static final int MOST_FILES = 150;

  private final Path bare;
  private final Random random;
  private final Map<String, String> files = new TreeMap<>();
  private int commits;

  RandomRepo(Path bare, Random random) throws IOException {
    this.bare = Files.createDirectories(bare);
    this.random = random;
    TestGit.run(bare, "init", "-q", "--bare");
    for (int i = 0; i < 80; i++) {
      files.put(path(), content());
    }
  }

  /** The content of every file of one commit, by path. */
  record State(String branch, Map<String, String> files) {

    /** What the index must find. */
    Set<String> holding(List<String> words, ScanSettings settings) {
      Set<String> paths = new TreeSet<>();
      files.forEach(
          (path, content) -> {
            boolean tooLarge = content.length() > MAX_FILE;
            boolean holds = List.of(content.split("\\s")).stream().anyMatch(words::contains);
            if (settings.filter().accepts(path) && (tooLarge || holds)) {
              paths.add(path);
            }
          });
      return paths;
    }
  }

  URI url() {
    return bare.toUri();
  }

  String word() {
    return "w" + random.nextInt(VOCABULARY) + "-api";
  }

  /** That many commits, each after some additions, edits, deletions, copies and moves. */
  List<State> live(int steps) throws IOException {
    List<State> states = new ArrayList<>();
    try (Repository git = new RepositoryBuilder().setGitDir(bare.toFile()).build()) {
      for (int step = 0; step < steps; step++) {
        states.add(new State(commit(git), Map.copyOf(files)));
        change();
      }
    }
    return states;
  }

  private void change() {
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<String> paths = List.copyOf(files.keySet());
      String some = paths.get(random.nextInt(paths.size()));
      switch (random.nextInt(6)) {
        case 0 -> files.put(path(), content());
        case 1 -> files.put(some, content());
        case 2 -> files.remove(some);
        case 3 -> files.put(path(), String.valueOf(files.get(some)));
        case 4 -> files.put(path(), String.valueOf(files.remove(some)));
        default -> moveDirectory(some.substring(0, some.lastIndexOf('/') + 1));
      }
    }
  }

  private void moveDirectory(String from) {
    String to = "moved" + random.nextInt(5) + "/";
    boolean keep = random.nextBoolean();
    for (Map.Entry<String, String> file : Map.copyOf(files).entrySet()) {
      if (file.getKey().startsWith(from) && files.size() < MOST_FILES) {
        files.put(to + file.getKey(), file.getValue());
        if (!keep) {
          files.remove(file.getKey());
        }
      }
    }
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      path.append('d').append(random.nextInt(3)).append('/');
    }
    String ending = random.nextInt(4) == 0 ? ".txt" : ".yaml";
    return path.append('f').append(random.nextInt(12)).append(ending).toString();
  }

  private String content() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append("name: ").append(word()).append('\n');
    }
    int size = random.nextInt(60);
    // Now and then more words than a directory remembers, or a file too large to be read.
    int padding = size == 0 ? 15_000 : size < 3 ? WordUnion.MOST + 10 : 0;
    for (int i = 0; i < padding; i++) {
      text.append('p').append(i).append('\n');
    }
    return text.toString();
  }

  private String commit(Repository git) throws IOException {
    String branch = "step" + commits++;
    try (ObjectInserter inserter = git.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      PersonIdent ann = new PersonIdent("Ann", "ann@acme.example", Instant.EPOCH, ZoneOffset.UTC);
      commit.setAuthor(ann);
      commit.setCommitter(ann);
      commit.setMessage("Step\n");
      RefUpdate head = git.updateRef("refs/heads/" + branch);
      head.setNewObjectId(inserter.insert(commit));
      inserter.flush();
      head.update();
    }
    return branch;
  }
}
