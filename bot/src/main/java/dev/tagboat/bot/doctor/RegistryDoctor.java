package dev.tagboat.bot.doctor;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.PushRights;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the logins for registries could do more than pull. */
public final class RegistryDoctor {
  private static final String COMPONENT = "registry";
  private static final String ADVICE =
      "Log in with a token that may only pull (docker logout, then docker login).";

  private final PushRights rights;

  public RegistryDoctor(PushRights rights) {
    this.rights = rights;
  }

  /**
   * @param images asked about by name
   * @param stored the hosts that there is a login for
   */
  public List<Finding> look(List<ImageName> images, Set<String> stored) {
    List<Finding> findings = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(stored);
    for (ImageName image : images) {
      left.remove(image.registry());
      findings.add(one(image));
    }
    for (String host : left) {
      findings.add(
          Finding.unknown(
              COMPONENT,
              host,
              "There is a login for " + host + "; whether it could push was not asked.",
              "Name an image of it with --image to find out."));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(COMPONENT, "logins", "No login for any registry is stored."));
    }
    return findings;
  }

  private Finding one(ImageName image) {
    String what = image.toString();
    try {
      return switch (rights.of(image)) {
        case NO_LOGIN -> Finding.ok(COMPONENT, what, "There is no login: it is read as anybody.");
        case NO -> Finding.ok(COMPONENT, what, "The login may pull, and not push.");
        case YES ->
            Finding.tooMuch(
                COMPONENT, what, "The login may push, which the bot never does.", ADVICE);
        case UNKNOWN ->
            Finding.unknown(
                COMPONENT,
                what,
                "The registry does not tell whether the login may push.",
                "Check with the registry that it may only pull.");
      };
    } catch (Fault e) {
      return Finding.unknown(
          COMPONENT, what, String.valueOf(e.getMessage()), "Mend what it names, then ask again.");
    }
  }
}
