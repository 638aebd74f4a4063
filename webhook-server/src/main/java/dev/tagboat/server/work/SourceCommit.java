package dev.tagboat.server.work;

import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.ImageEvidence;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commit that an image says it was built of, by {@code org.opencontainers.image.source} and
 * {@code revision}.
 *
 * @param repository its clone URL, beside the config repo
 */
record SourceCommit(URI repository, CommitId commit) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern PATH =
      Pattern.compile(
          "/(?<owner>[A-Za-z0-9._-]{1,100})/(?<name>[A-Za-z0-9._-]{1,100}?)(\\.git)?/?");

  /**
   * Whoever pushes an image writes this into it. So only repos of the config repo's own owner, on
   * its own host, count: nobody can send our words anywhere else.
   *
   * @param config the clone URL of the config repo
   */
  static Optional<SourceCommit> of(ImageEvidence evidence, URI config) {
    if (!(evidence instanceof ImageEvidence.Seen seen)) {
      return Optional.empty();
    }
    Matcher own = PATH.matcher(String.valueOf(config.getPath()));
    return claim(seen, "revision")
        .filter(revision -> COMMIT.matcher(revision).matches())
        .filter(revision -> own.matches())
        .flatMap(
            revision ->
                claim(seen, "source")
                    .flatMap(source -> beside(source, config, own.group("owner")))
                    .map(source -> new SourceCommit(source, new CommitId(revision))));
  }

  private static Optional<String> claim(ImageEvidence.Seen seen, String name) {
    return Optional.ofNullable(seen.claims().get(name)).map(ImageEvidence.Claim::value);
  }

  private static Optional<URI> beside(String source, URI config, String owner) {
    URI given;
    try {
      given = URI.create(source.strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Matcher path = PATH.matcher(String.valueOf(given.getPath()));
    boolean same =
        given.getHost() != null
            && given.getHost().equalsIgnoreCase(config.getHost())
            && path.matches()
            && path.group("owner").equalsIgnoreCase(owner)
            && !path.group("name").startsWith(".");
    // By the config repo's own address: a port or a user of the image's choice counts for nothing.
    return same
        ? Optional.of(config.resolve("/" + owner + "/" + path.group("name") + ".git"))
        : Optional.empty();
  }
}
