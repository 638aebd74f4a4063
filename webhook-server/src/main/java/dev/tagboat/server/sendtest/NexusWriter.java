package dev.tagboat.server.sendtest;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Sonatype Nexus Repository: neither digest nor host. */
final class NexusWriter implements EventWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  @Override
  public Written write(Occasion occasion) {
    return Written.of(
            "application/json; charset=UTF-8",
            Json.object(
                "timestamp",
                TIME.format(occasion.at()),
                "nodeId",
                occasion.id(),
                "initiator",
                "tagboat-send-test/127.0.0.1",
                "repositoryName",
                occasion.repoKey(),
                "action",
                "CREATED",
                "component",
                Json.object(
                    "id",
                    occasion.id().replace("-", ""),
                    "format",
                    "docker",
                    "name",
                    occasion.name(),
                    "version",
                    occasion.tag().toString())))
        .with("User-Agent", "Nexus/3.70.0 (OSS)")
        .with("X-Nexus-Webhook-Id", "rm:repository:component")
        .with("X-Nexus-Webhook-Delivery", occasion.id());
  }
}
