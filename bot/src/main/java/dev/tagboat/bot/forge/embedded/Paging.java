package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code page} and {@code per_page}, and the {@code Link} header that goes with them. */
final class Paging {
  private Paging() {}

  static <T> Answer answer(
      Call call, Urls urls, List<T> all, Function<T, ? extends JsonNode> form) {
    int size = size(call);
    int page = call.queryNumber("page", 1, 1_000_000);
    int from = (int) Math.min(all.size(), (page - 1L) * size);
    int to = Math.min(all.size(), from + size);
    Answer answer = Answer.ok(Json.array(all.subList(from, to).stream().map(form)));
    return linked(answer, call, urls, page, (all.size() + size - 1) / size);
  }

  static int size(Call call) {
    return call.queryNumber("per_page", 30, 100);
  }

  /** For the few lists that come inside an object with a total. */
  static ObjectNode counted(String name, List<? extends JsonNode> all) {
    ObjectNode json = Json.object().put("total_count", all.size());
    json.set(name, Json.array(all.stream()));
    return json;
  }

  private static Answer linked(Answer answer, Call call, Urls urls, int page, int last) {
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, urls, page - 1, "prev"));
      links.add(link(call, urls, 1, "first"));
    }
    if (page < last) {
      links.add(link(call, urls, page + 1, "next"));
      links.add(link(call, urls, last, "last"));
    }
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  private static String link(Call call, Urls urls, int page, String relation) {
    StringBuilder url = new StringBuilder(urls.api(Urls.encodePath(call.path()))).append('?');
    for (Map.Entry<String, String> pair : call.query().entrySet()) {
      if (!pair.getKey().equals("page")) {
        url.append(Urls.encode(pair.getKey()))
            .append('=')
            .append(Urls.encode(pair.getValue()))
            .append('&');
      }
    }
    return "<" + url + "page=" + page + ">; rel=\"" + relation + "\"";
  }
}
