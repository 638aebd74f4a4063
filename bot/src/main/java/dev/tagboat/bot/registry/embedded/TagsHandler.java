package dev.tagboat.bot.registry.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /v2/<name>/tags/list}, paged by {@code n} and {@code last}. */
final class TagsHandler implements Handler {
  private static final int MAX_PAGE = 1000;

  private final ManifestStore manifests;
  private final ObjectMapper mapper = new ObjectMapper();

  TagsHandler(ManifestStore manifests) {
    this.manifests = manifests;
  }

  @Override
  public void handle(Call call, String repository, String rest) throws IOException {
    if (!call.method().equals("GET")) {
      throw Handler.unsupported(call);
    }
    List<Tag> all =
        manifests
            .tagsOf(repository)
            .orElseThrow(() -> new RegistryError(404, "NAME_UNKNOWN", "no such repository"));
    String last = call.query("last").orElse("");
    int page = pageSize(call);
    List<String> after =
        all.stream().map(Tag::value).filter(tag -> tag.compareTo(last) > 0).toList();
    List<String> tags = after.subList(0, Math.min(page, after.size()));
    if (!tags.isEmpty() && tags.size() < after.size()) {
      String next = tags.get(tags.size() - 1);
      String query = "?last=" + next + "&n=" + page;
      call.with("Link", "</v2/" + repository + "/tags/list" + query + ">; rel=\"next\"");
    }
    byte[] body = mapper.writeValueAsBytes(Map.of("name", repository, "tags", tags));
    call.respond(200, "application/json", body);
  }

  private static int pageSize(Call call) {
    String n = call.query("n").orElse(String.valueOf(MAX_PAGE));
    if (!n.matches("[0-9]{1,9}")) {
      throw new RegistryError(400, "PAGINATION_NUMBER_INVALID", "n must be a number");
    }
    return Math.min(MAX_PAGE, Integer.parseInt(n));
  }
}
