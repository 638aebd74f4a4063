package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The packages of Gitea and Forgejo; no digest.
 *
 * @param brands whose headers it has; each product also has those of the ones it comes from
 */
record GiteaWriter(List<String> brands) implements EventWriter {
  GiteaWriter {
    brands = List.copyOf(brands);
  }

  @Override
  public Written write(Occasion occasion) {
    Images.requireNamespace(occasion, "gitea");
    ObjectNode owner =
        Json.object("id", 1, "login", occasion.namespace(), "username", occasion.namespace());
    String page =
        "https://"
            + occasion.image().registry()
            + "/"
            + occasion.namespace()
            + "/-/packages/container/"
            + occasion.shortName().replace("/", "%2F")
            + "/"
            + occasion.tag();
    ObjectNode content =
        Json.object(
            "id",
            1,
            "owner",
            owner,
            "creator",
            owner,
            "type",
            "container",
            "name",
            occasion.shortName(),
            "version",
            occasion.tag().toString(),
            "html_url",
            page,
            "created_at",
            occasion.at().toString());
    Written event =
        Written.json(Json.object("action", "created", "package", content, "sender", owner));
    for (String brand : brands) {
      event =
          event
              .with("X-" + brand + "-Event", "package")
              .with("X-" + brand + "-Delivery", occasion.id());
    }
    return event;
  }
}
