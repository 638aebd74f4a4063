package dev.tagboat.server.sendtest;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A push that is told of.
 *
 * @param repoKey what a repository manager calls the repository; others have none: empty
 * @param name the image's path as the sender writes it
 * @param given the digest that was asked for; null when a sample's has to do
 * @param id of the event, a UUID
 */
public record Occasion(
    ImageName image,
    Tag tag,
    String repoKey,
    String name,
    @Nullable Digest given,
    Instant at,
    String id) {

  /** What senders say that always name a digest. */
  Digest digest() {
    return given == null ? SampleManifest.of(image, tag).digest() : given;
  }

  /** The first part of the path, which many registries call a namespace, project or owner. */
  String namespace() {
    int slash = name.indexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** What follows the namespace; may hold slashes. */
  String shortName() {
    return name.substring(name.indexOf('/') + 1);
  }
}
