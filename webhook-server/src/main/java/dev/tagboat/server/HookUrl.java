package dev.tagboat.server;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.ServerConfig;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The URLs of hooks. */
final class HookUrl {
  private static final String EXAMPLE = "a URL, such as https://tagboat.acme.io";

  private HookUrl() {}

  /**
   * A hook's URL as people give it.
   *
   * @throws UserFault when it is none; the text is not shown, for it may hold a secret
   */
  static URI checked(String text) {
    return web("--to", text, "a hook's URL, such as https://tagboat.acme.io/hooks/main");
  }

  /**
   * What URLs of hooks begin with, without a slash at the end.
   *
   * @param given how the server is reached; null for what the configuration says, else its address
   *     on this machine
   * @throws UserFault when it is no URL
   */
  static String base(ServerConfig server, @Nullable String given) {
    URI known = given == null ? server.front().publicUrl() : web("--url", given, EXAMPLE);
    return known == null ? local(server.listen()) : bare(known);
  }

  /**
   * The URL of a server, without a slash at the end.
   *
   * @throws UserFault when it is none
   */
  static String trimmed(String option, String text) {
    return bare(web(option, text, EXAMPLE));
  }

  private static String bare(URI url) {
    return url.toString().replaceAll("/+$", "");
  }

  /**
   * The hook of the server of this configuration, wherever that can be known.
   *
   * @throws UserFault when it cannot
   */
  static URI of(ServerConfig server, Hook hook) {
    if (server.front().publicUrl() == null && server.listen().port() == 0) {
      throw new UserFault("The configuration leaves the port open; give the hook's URL with --to.");
    }
    return URI.create(base(server, null) + "/hooks/" + hook.name());
  }

  private static URI web(String option, String text, String what) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below: the message of the exception quotes the whole text.
    }
    throw new UserFault(option + " must be " + what + ", without user name and '?'.");
  }

  private static String local(Listen listen) {
    boolean everywhere = listen.host().equals("0.0.0.0") || listen.host().equals("::");
    return "http://" + (everywhere ? new Listen("127.0.0.1", listen.port()) : listen);
  }
}
