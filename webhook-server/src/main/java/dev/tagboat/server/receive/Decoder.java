package dev.tagboat.server.receive;

import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import java.util.List;

/** Reads the body of one kind of sender. */
@FunctionalInterface
public interface Decoder {

  /**
   * @return one entry for each event, never empty; a body that cannot be read is one {@link
   *     Decoded.Unreadable}
   */
  List<Decoded> decode(Received received, Hook hook);

  static Decoder of(HookType type) {
    return switch (type) {
      case DISTRIBUTION, GITLAB -> new DistributionDecoder();
      case DOCKERHUB -> new DockerHubDecoder();
      case GHCR -> new GhcrDecoder();
      case HARBOR -> new HarborDecoder();
      case QUAY -> new QuayDecoder();
      case ACR -> new AcrDecoder();
      case ECR -> new EcrDecoder();
      case GAR -> new GarDecoder();
      case JFROG -> new JfrogDecoder();
      case NEXUS -> new NexusDecoder();
      case GITEA -> new GiteaDecoder();
      case ZOT -> new ZotDecoder();
      case CDEVENTS -> new CdEventsDecoder();
      case GENERIC -> new GenericDecoder();
    };
  }
}
