package dev.tagboat.server.sendtest;

import dev.tagboat.server.config.HookType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the forms that a type of sender has.
 *
 * @param name as {@code --variant} has it
 */
public record Variant(String name, EventWriter writer) {

  /** The forms of a type, the usual one first. */
  public static List<Variant> of(HookType type) {
    return switch (type) {
      case DISTRIBUTION ->
          List.of(
              new Variant("registry-3", new DistributionWriter("v2", false)),
              new Variant("registry-2", new DistributionWriter("v1", false)));
      case GITLAB -> List.of(new Variant("gitlab", new DistributionWriter("v1", true)));
      case DOCKERHUB -> List.of(new Variant("dockerhub", new DockerHubWriter()));
      case GHCR ->
          List.of(
              new Variant("package", new GhcrWriter("package")),
              new Variant("registry-package", new GhcrWriter("registry_package")));
      case HARBOR ->
          List.of(
              new Variant("default", new HarborWriter()),
              new Variant("cloudevents", new HarborCloudEventsWriter()));
      case QUAY -> List.of(new Variant("quay", new QuayWriter()));
      case ACR ->
          List.of(
              new Variant("webhook", new AcrWriter()),
              new Variant("eventgrid", new EventGridWriter()),
              new Variant("eventgrid-cloudevents", new EventGridCloudEventsWriter()));
      case ECR ->
          List.of(
              new Variant("eventbridge", new EcrWriter()), new Variant("sns", new EcrSnsWriter()));
      case GAR -> List.of(new Variant("pubsub", new GarWriter()));
      case JFROG -> List.of(new Variant("jfrog", new JfrogWriter()));
      case NEXUS -> List.of(new Variant("nexus", new NexusWriter()));
      case GITEA ->
          List.of(
              new Variant("gitea", new GiteaWriter(List.of("Gitea", "Gogs", "GitHub"))),
              new Variant(
                  "forgejo", new GiteaWriter(List.of("Forgejo", "Gitea", "Gogs", "GitHub"))));
      case ZOT -> List.of(new Variant("zot", new ZotWriter()));
      case CDEVENTS ->
          List.of(
              new Variant("structured", new CdEventsWriter("published", false)),
              new Variant("binary", new CdEventsWriter("published", true)),
              new Variant("packaged", new CdEventsWriter("packaged", false)));
      case GENERIC -> List.of(new Variant("generic", new GenericWriter()));
    };
  }

  /** Whether events of a type hold a digest even when none was given. */
  static boolean namesDigest(HookType type) {
    return switch (type) {
      case DOCKERHUB, QUAY, NEXUS, GITEA, GENERIC -> false;
      default -> true;
    };
  }

  /**
   * @throws IllegalArgumentException naming those there are
   */
  static Variant of(HookType type, String name) {
    return of(type).stream()
        .filter(variant -> variant.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Events of "
                        + type.key()
                        + " have no such variant; there are: "
                        + of(type).stream().map(Variant::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
