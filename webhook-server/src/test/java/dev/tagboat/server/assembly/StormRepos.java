package dev.tagboat.server.assembly;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Config repos on one forge: each image runs in two of them. */
final class StormRepos implements AutoCloseable {
  static final Secret TOKEN = Secret.of("ghp_storm");
  private static final String SETTINGS =
      """
      version: 1
      pull-requests: {max-open: 1000, per-hour: 1000, labels: [bump, bot], assignees: [ann]}
      """;

  private final EmbeddedForge forge;
  private final List<Path> folders = new ArrayList<>();
  private final int images;

  StormRepos(Path folder, int count, int images, String registry) {
    this.images = images;
    forge =
        EmbeddedForge.start(
            ForgeConfig.in(folder).withToken(ForgeToken.forBot(TOKEN.reveal(), "tagboat[bot]")));
    for (int repo = 0; repo < count; repo++) {
      folders.add(forge.addRepository("acme", name(repo)));
      forge.collaborator("acme", name(repo), "ann", "write");
    }
    for (int repo = 0; repo < count; repo++) {
      Map<String, byte[]> files = new HashMap<>();
      files.put(".tagboat.yaml", SETTINGS.getBytes(StandardCharsets.UTF_8));
      for (int image : imagesOf(repo)) {
        String pod =
            "kind: Pod\nspec:\n  containers:\n    - image: '%s/acme/app-%d:1.0.0' # one\n"
                .formatted(registry, image);
        files.put("apps/" + image + ".yaml", pod.getBytes(StandardCharsets.UTF_8));
      }
      forge.commit("acme", name(repo), "main", "ann", "All apps", files);
    }
    forge.forgetRequests();
  }

  private static String name(int repo) {
    return "config-" + repo;
  }

  EmbeddedForge forge() {
    return forge;
  }

  int count() {
    return folders.size();
  }

  URI cloneUrl(int repo) {
    return forge.cloneUrl("acme", name(repo));
  }

  List<Integer> imagesOf(int repo) {
    return IntStream.range(0, images)
        .filter(image -> image % count() == repo || (image + 1) % count() == repo)
        .boxed()
        .toList();
  }

  List<PullRequest> pullRequests(int repo) {
    return forge.pullRequests("acme", name(repo));
  }

  /**
   * All that people can see there, one entry for each branch and pull request, without what chance
   * has made of it: numbers and times.
   */
  List<String> end() {
    List<String> end = new ArrayList<>();
    for (int repo = 0; repo < count(); repo++) {
      GitHubForge github =
          GitHubForge.connect(
              GitHubSettings.of(cloneUrl(repo), forge.apiUrl(), new Credentials.Token(TOKEN)),
              HttpClients.shared(),
              Clock.systemUTC());
      for (PullRequest listed : pullRequests(repo)) {
        PullRequest pull = github.get(listed.number()).orElseThrow();
        end.add(
            "%s %s of %s%n%s%n%s%n%s"
                .formatted(
                    name(repo),
                    pull.state(),
                    pull.head(),
                    pull.title(),
                    withoutChance(pull.body()),
                    pull.marks()));
      }
      end.addAll(branches(repo));
    }
    Collections.sort(end);
    return end;
  }

  /** The times of events, and the commit of the base that links lead to. */
  private static String withoutChance(String body) {
    return body.replaceAll("(?<=, )[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC(?=;)", "TIME")
        .replaceAll("(?<=<!-- tagboat:base )[0-9a-f]{40}", "COMMIT");
  }

  private List<String> branches(int repo) {
    List<String> branches = new ArrayList<>();
    try (Repository git = new RepositoryBuilder().setGitDir(folders.get(repo).toFile()).build();
        RevWalk walk = new RevWalk(git)) {
      RevCommit main = walk.parseCommit(git.resolve("refs/heads/main"));
      for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        RevCommit head = walk.parseCommit(ref.getObjectId());
        boolean one = head.getParentCount() == 1 && head.getParent(0).equals(main);
        branches.add(
            "%s %s %s%n%s%n%s"
                .formatted(
                    name(repo),
                    ref.getName(),
                    one ? "one commit" : "as it is",
                    head.getFullMessage(),
                    contents(git, head)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return branches;
  }

  private static String contents(Repository git, RevCommit commit) throws IOException {
    StringBuilder contents = new StringBuilder();
    try (TreeWalk tree = new TreeWalk(git)) {
      tree.addTree(commit.getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        contents.append(tree.getPathString()).append('=').append(tree.getObjectId(0).name());
      }
    }
    return contents.toString();
  }

  @Override
  public void close() {
    forge.close();
  }
}
