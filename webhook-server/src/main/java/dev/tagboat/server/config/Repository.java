package dev.tagboat.server.config;

import dev.tagboat.bot.git.Signing;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A config repo that changes are proposed to.
 *
 * @param url the clone URL, without credentials
 * @param branch what pull requests go into
 * @param images which images it is told of
 * @param ssh for an SSH URL; null uses {@code ~/.ssh}
 * @param signing how commits are signed that we push; null leaves them unsigned
 */
public record Repository(
    URI url,
    String branch,
    ForgeAccess forge,
    CommitMode commit,
    List<ImagePattern> images,
    @Nullable Ssh ssh,
    @Nullable Signing signing) {

  /** Without signatures. */
  public Repository(
      URI url,
      String branch,
      ForgeAccess forge,
      CommitMode commit,
      List<ImagePattern> images,
      @Nullable Ssh ssh) {
    this(url, branch, forge, commit, images, ssh, null);
  }

  /** The private key and the host keys of an SSH remote. */
  public record Ssh(Path privateKey, Path knownHosts) {}

  /** Who makes the commit: git pushes from the mirror, or the forge's API. */
  public enum CommitMode {
    AUTO,
    GIT,
    API
  }

  public Repository {
    images = List.copyOf(images);
  }

  public boolean follows(ImageName image) {
    return images.stream().anyMatch(pattern -> pattern.matches(image));
  }

  /** What it is known by in the database and the API. */
  public String key() {
    return url.toString();
  }
}
