package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.server.inbox.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages stay below 300 kB, whatever clusters tell. */
final class PageSizesTest {
  private static final int MOST = 300_000;
  private static final String IMAGE = "/image?name=registry.acme.io%2Facme%2Fweb";

  @TempDir Path folder;
  private PageScene scene;

  @BeforeEach
  void start() {
    scene = new PageScene(PageScene.config(null), TestDatabase.sqlite(folder));
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private String page(String path) {
    String page = scene.running.get(path).body();
    assertThat(page.getBytes(StandardCharsets.UTF_8)).as(path).hasSizeLessThan(MOST);
    return page;
  }

  private static List<Map<String, Object>> replicas(String tag) {
    return IntStream.range(0, 45)
        .mapToObj(i -> PageScene.image("acme/web", tag, "web-" + i, "1/1", "current"))
        .toList();
  }

  @Test
  void aLongLifeIsShownInPages() {
    for (int minute = 0; minute < 12; minute++) {
      for (String cluster : List.of("prod", "staging")) {
        String time = "2026-01-02T10:%02d:00Z".formatted(minute);
        scene.report(cluster, time, replicas("1." + minute), report -> {});
      }
    }

    assertThat(page(IMAGE))
        .contains("1.11 instead of 1.10", "Page 1 of 3", "&amp;page=2#life")
        .doesNotContain("1.1 instead of 1.0");
    assertThat(page(IMAGE + "&page=3"))
        .contains("1.1 instead of 1.0", "Page 3 of 3", "Newer")
        .doesNotContain("1.11 instead of 1.10");
  }

  @Test
  void whatDiffersIsShownInPages() throws JsonProcessingException {
    String drift =
        JsonMapper.builder()
            .build()
            .writeValueAsString(
                IntStream.range(0, 100)
                    .mapToObj(
                        i ->
                            Map.of(
                                "id",
                                "apps/Deployment/shop/web-" + i,
                                "healed",
                                false,
                                "reason",
                                "was changed",
                                "diff",
                                Collections.nCopies(20, "~ /spec: <" + "x".repeat(200) + "> -> 1")))
                    .toList());
    scene.report("prod", "2026-01-02T10:00:00Z", replicas("1.0"), r -> r.set("drift", drift));

    String first = page("/drift");
    assertThat(first).contains("web-0 ", "100 objects differ", "/drift?page=2");
    assertThat(page("/drift?page=2")).doesNotContain("web-0 ").contains("100 objects differ");
    assertThat(page("/drift?page=999")).contains("web-99 ");
  }

  @Test
  void whatRanAnImageOnceStaysInItsLife() {
    scene.report("prod", "2026-01-02T10:00:00Z", replicas("1.0"), report -> {});
    scene.report("prod", "2026-01-02T10:01:00Z", replicas("1.1"), report -> {});
    scene.report("prod", "2026-01-02T10:02:00Z", List.of(), report -> {});

    assertThat(page(IMAGE)).contains("web-7 is to run registry.acme.io/acme/web 1.1 instead of");
  }

  @Test
  void aMatrixOfLongTagsIsShownInPages() {
    String team = "acme/" + "of-the-platform-team/".repeat(9);
    String tag = "release-" + "x".repeat(120);
    List<Map<String, Object>> images =
        IntStream.range(0, 300)
            .mapToObj(i -> PageScene.image(team + i, i + tag.substring(4), "web", "1/1", "failed"))
            .toList();
    for (String cluster : List.of("prod", "staging", "edge-1")) {
      scene.report(cluster, "2026-01-02T11:59:00Z", images, report -> {});
    }

    String first = page("/");
    assertThat(first).contains("300 images", "page=2");
    int pages = Integer.parseInt(first.replaceAll("(?s).*Page 1 of (\\d+),.*", "$1"));
    assertThat(pages).isGreaterThan(3);
    int rows = 0;
    for (int number = 1; number <= pages; number++) {
      rows += page("/?page=" + number).split("<th scope=\"row\">", -1).length - 1;
    }
    assertThat(rows).isEqualTo(300);
  }
}
