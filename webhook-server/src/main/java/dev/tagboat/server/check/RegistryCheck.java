package dev.tagboat.server.check;

import dev.tagboat.bot.registry.RegistrySettings;

/**
 * How a registry is asked.
 *
 * @param login who asks: a user name, or where the credentials come from
 */
public record RegistryCheck(String host, String login, boolean plainHttp) {

  static RegistryCheck of(RegistrySettings settings) {
    String username = settings.username();
    return new RegistryCheck(
        settings.host(),
        username == null ? "what 'docker login' knows here, else nobody" : "user " + username,
        settings.plainHttp());
  }
}
