package dev.tagboat.server.view;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import java.util.ArrayList;
import java.util.List;

/** What to do at a registry so that it sends to a hook; webhook-server's README says more. */
final class Steps {
  private Steps() {}

  static List<String> of(Hook hook) {
    List<String> steps = new ArrayList<>(at(hook));
    steps.add(proof(hook.auth()));
    steps.add("Push an image, or send a test: tagboat-server send-test --hook " + hook.name());
    return steps;
  }

  private static List<String> at(Hook hook) {
    return switch (hook.type()) {
      case DISTRIBUTION ->
          List.of(
              "In the registry's config.yml, add the URL under notifications, endpoints; ignore the"
                  + " actions pull, mount and delete.",
              "Restart the registry.");
      case GITLAB ->
          List.of(
              "In gitlab.rb, add the URL to registry['notifications'].",
              "Run gitlab-ctl reconfigure.");
      case DOCKERHUB ->
          List.of("On hub.docker.com, in the repository's tab Webhooks, paste the URL.");
      case GHCR ->
          List.of(
              "In the organisation's settings, add a webhook: content type application/json, only"
                  + " the event Packages.");
      case HARBOR ->
          List.of("In the project's tab Webhooks, add one for the event Artifact pushed only.");
      case QUAY ->
          List.of(
              "In the repository's settings, create a notification: Push to Repository, Webhook"
                  + " POST.");
      case ACR ->
          List.of(
              "Create a webhook of the registry (az acr webhook create) for the action push, or a"
                  + " subscription of Event Grid.");
      case ECR ->
          List.of(
              "In EventBridge, send events of ECR Image Action, PUSH, to an API destination with"
                  + " this URL; or to an SNS topic that it subscribes to.");
      case GAR ->
          List.of("Create a push subscription of the topic gcr with this URL and authentication.");
      case JFROG ->
          List.of("In Administration, Webhooks, add one for the event Docker, Tag was pushed.");
      case NEXUS -> List.of("In System, Capabilities, create Webhook: Repository for components.");
      case GITEA -> List.of("In the owner's settings, add a webhook for the event Package.");
      case ZOT -> List.of("In zot's config.json, add the URL as a sink of extensions.events.");
      case CDEVENTS -> List.of("Send events of the kind artifact published to the URL.");
      case GENERIC ->
          List.of("Send a POST with {\"image\": \"NAME:TAG\"} at the end of the CI job.");
    };
  }

  private static String proof(AuthKind auth) {
    return switch (auth) {
      case BEARER -> "Give it the hook's secret as the header Authorization: Bearer SECRET.";
      case HMAC_SHA256, HMAC_SHA1 -> "Give it the hook's secret to sign with.";
      case BASIC -> "Give it the hook's secret as password, with any user name.";
      case HEADER -> "Give it the hook's secret as the header's value.";
      case PATH -> "The secret is in the URL: tagboat-server check-config --show-secrets shows it.";
      case OIDC -> "Have its tokens made for the audience of the configuration.";
      case SNS -> "Confirm nothing by hand: the server answers the topic's question itself.";
    };
  }
}
