package dev.tagboat.server.check;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import java.util.ArrayList;
import java.util.List;

/** What of a hook works only with help that its configuration does not show. */
final class Doubts {
  private static final String DOCKER_HUB = "docker.io";

  private Doubts() {}

  static List<String> of(Hook hook) {
    List<String> doubts = new ArrayList<>();
    if (hook.hasWeakSecret()) {
      doubts.add("its secret is short enough to be guessed");
    }
    proof(hook.type(), hook.auth(), doubts);
    if (hook.type() == HookType.DOCKERHUB && !hook.registry().equals(DOCKER_HUB)) {
      doubts.add(
          "Docker Hub tells of images of docker.io: "
              + hook.registry()
              + " is asked for them, so it has to be a mirror with the same names");
    }
    return doubts;
  }

  private static void proof(HookType type, AuthKind auth, List<String> doubts) {
    if (type.knowsOnlyUrl() && (auth == AuthKind.BEARER || auth == AuthKind.HEADER)) {
      doubts.add(
          "senders of this type send no header of yours, so that something between has to add it;"
              + " without 'auth' the secret is the end of the URL");
    }
    if (auth == AuthKind.HMAC_SHA256 && (!type.signs() || type == HookType.NEXUS)) {
      doubts.add(
          "senders of this type do not sign with HMAC-SHA256, so that something between has to;"
              + " without 'auth' it is "
              + type.defaultAuth().key());
    }
  }
}
