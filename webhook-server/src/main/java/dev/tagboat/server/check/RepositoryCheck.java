package dev.tagboat.server.check;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.config.Repository;
import java.util.List;

/**
 * What a config repo is told of.
 *
 * @param events the URL to paste into the forge's webhook; empty where no webhook-secret is set
 */
public record RepositoryCheck(String url, String branch, List<String> images, String events) {
  public RepositoryCheck {
    images = List.copyOf(images);
  }

  static RepositoryCheck of(Repository repository, String base) {
    return new RepositoryCheck(
        repository.key(),
        repository.branch(),
        repository.images().stream().map(ImagePattern::toString).toList(),
        repository.forge().webhookSecret() == null ? "" : base + "/forge-events");
  }
}
