package dev.tagboat.server.setup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.AppPermission;
import dev.tagboat.bot.forge.github.GitHubSettings;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The App that is to be made, see "Registering a GitHub App from a manifest" in GitHub's
 * documentation.
 *
 * @param github {@code https://github.com} or that of an Enterprise Server, without a path
 * @param organization whose App it is; null for the person's who makes it
 * @param name at most 34 characters, the only one of this name on this GitHub
 * @param homepage GitHub asks for one: that of the config repo
 * @param hook where GitHub sends events; null for none
 */
public record AppWish(
    URI github, @Nullable String organization, String name, URI homepage, @Nullable URI hook) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,33}");
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * @throws UserFault when GitHub would not take it, or when secrets would travel in the open
   */
  public AppWish {
    URI unused = GitHubSettings.apiUrl(github, null);
    if (!NAME.matcher(name).matches()) {
      throw new UserFault(
          "--name must have 1 to 34 letters, digits, blanks, dots, '-' or '_'; GitHub takes no"
              + " longer name of an App.");
    }
    if (organization != null && !LOGIN.matcher(organization).matches()) {
      throw new UserFault("--org must be the login of an organisation, such as acme.");
    }
    if (hook != null && HERE.contains(hook.getHost()) && !HERE.contains(github.getHost())) {
      throw new UserFault(
          "GitHub cannot send events to "
              + hook
              + ". Give --url as GitHub reaches the server, or leave it out: then nothing is sent,"
              + " and each open pull request is looked at in turn.");
    }
  }

  /** Where the manifest is posted to. */
  URI form(String state) {
    String owner = organization == null ? "" : "/organizations/" + organization;
    return URI.create(github + owner + "/settings/apps/new?state=" + state);
  }

  /** Where a code is made an App of. */
  URI conversion(String code) {
    return URI.create(
        GitHubSettings.apiUrl(github, null) + "/app-manifests/" + code + "/conversions");
  }

  /**
   * What GitHub makes of it.
   *
   * @param back where GitHub leads the browser with the code
   */
  public ObjectNode manifest(URI back) {
    ObjectNode manifest =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("url", homepage.toString())
            .put("description", "Proposes new image tags by pull requests.")
            .put("public", false)
            .put("redirect_url", back.toString());
    if (hook != null) {
      manifest.putObject("hook_attributes").put("url", hook.toString()).put("active", true);
      AppPermission.EVENTS.forEach(manifest.putArray("default_events")::add);
    }
    ObjectNode permissions = manifest.putObject("default_permissions");
    AppPermission.asked(hook != null).forEach(permissions::put);
    return manifest;
  }
}
