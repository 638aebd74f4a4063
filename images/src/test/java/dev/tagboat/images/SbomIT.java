package dev.tagboat.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The lists of what is in each jar (CycloneDX), as the build left them. */
class SbomIT {
  private static JsonNode sbom(String module) throws IOException {
    Path file = Path.of("..", module, "target", "sbom.cdx.json");
    assumeTrue(
        Files.exists(file) || !"offline: true".equals(System.getProperty("maven.offline")),
        "NOT TESTED: cyclonedx-maven-plugin makes no list while Maven is offline");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Set<String> names(JsonNode sbom) {
    Set<String> names = new TreeSet<>();
    for (JsonNode component : sbom.path("components")) {
      names.add(component.path("group").asText() + ":" + component.path("name").asText());
    }
    return names;
  }

  /** What the module's own POM asks for, in tests or else. */
  private static Set<String> declared(String module, boolean inTests)
      throws IOException, ParserConfigurationException, SAXException {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", module, "pom.xml").toFile())
            .getDocumentElement();
    NodeList all = project.getElementsByTagName("dependency");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      boolean test = text(one, "scope").equals("test");
      if (test == inTests) {
        names.add(text(one, "groupId") + ":" + text(one, "artifactId"));
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @ParameterizedTest
  @CsvSource({
    "bot, com.squareup.okio:okio-jvm",
    "webhook-server, org.eclipse.jetty:jetty-server",
    "applier, com.squareup.okio:okio-jvm",
    "github-action, com.cronutils:cron-utils"
  })
  void itListsWhatIsInTheJarAndNothingOfTheTests(String module, String transitive)
      throws IOException, ParserConfigurationException, SAXException {
    JsonNode sbom = sbom(module);
    Set<String> needed = declared(module, false);
    Set<String> onlyInTests = declared(module, true);
    onlyInTests.removeAll(needed);

    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(names(sbom))
        .containsAll(needed)
        .contains(transitive)
        .doesNotContainAnyElementsOf(onlyInTests);
    for (JsonNode component : sbom.path("components")) {
      String name = component.path("name").asText();
      assertThat(component.path("purl").asText()).as(name).startsWith("pkg:maven/");
      assertThat(component.path("version").asText()).as(name).isNotEmpty();
      assertThat(component.path("hashes").isEmpty()).as(name).isFalse();
    }
    assertThat(sbom.path("metadata").path("component").path("name").asText())
        .isEqualTo("tagboat-" + module);
  }
}
