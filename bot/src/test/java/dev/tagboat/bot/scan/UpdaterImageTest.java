package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.yaml.Position;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdaterImageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "nginx | docker.io/library/nginx | -",
        "nginx:~1.26 | docker.io/library/nginx | ~1.26",
        "web=nginx:1.x | docker.io/library/nginx | 1.x",
        "org/web=quay.io/org/web | quay.io/org/web | -",
        "localhost:5000/web | localhost:5000/web | -",
        "web=localhost:5000/web:^1 | localhost:5000/web | ^1",
        "quay.io/org/web:>=1.2 | quay.io/org/web | >=1.2",
      })
  void readsAnImageList(String text, String image, String constraint) {
    UpdaterImage read = UpdaterImage.ofAnnotations(Map.of(UpdaterImage.LIST, text)).get(0);

    assertThat(read.image()).hasToString(image);
    assertThat(read.rule().constraint()).isEqualTo(constraint);
  }

  @Test
  void leavesOutWhatIsNoImage() {
    assertThat(UpdaterImage.ofAnnotations(Map.of(UpdaterImage.LIST, " , NOT ok,a=nginx , ")))
        .hasSize(1);
  }

  private static Application application(String namespace) {
    return Application.of(
        new Link.ForeignObject(
            "argo/web.yaml",
            new Position(1, 1),
            "argoproj.io/v1alpha1",
            "Application",
            namespace,
            "prod-web",
            Map.of(
                "metadata.labels.tier", "front",
                "spec.sources[0].path", "./apps/web/",
                "spec.sources[0].helm.valueFiles[0]", "../../envs/prod.yaml",
                "spec.sources[1].path", "../outside")));
  }

  @ParameterizedTest
  @CsvSource({
    "prod-web, true",
    "prod-*, true",
    "*-web, true",
    "prod?web, true",
    "prod[-_]web, true",
    "prod[!-]web, false",
    "prod, false",
    "PROD-WEB, false",
    "prod.web, false",
    "[, false",
  })
  void choosesApplicationsByGlob(String glob, boolean chosen) {
    Map<String, String> fields = Map.of("r.namePattern", glob);

    assertThat(new ApplicationSelector(fields, "r").selects(application("argocd")))
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({
    "tier, In, front, true",
    "tier, In, back, false",
    "tier, NotIn, back, true",
    "tier, NotIn, front, false",
    "none, NotIn, front, true",
    "tier, Exists, , true",
    "none, Exists, , false",
    "none, DoesNotExist, , true",
    "tier, Gt, 1, false",
  })
  void choosesApplicationsByLabels(String key, String operator, String value, boolean chosen) {
    String expression = "r.labelSelectors.matchExpressions[0]";
    Map<String, String> fields =
        Map.of(
            "r.namePattern",
            "*",
            expression + ".key",
            key,
            expression + ".operator",
            operator,
            expression + ".values[0]",
            value == null ? "" : value);

    assertThat(new ApplicationSelector(fields, "r").selects(application("argocd")))
        .isEqualTo(chosen);
  }

  @Test
  void looksInItsNamespaceOnly() {
    ApplicationSelector selector =
        new ApplicationSelector(Map.of("r.namePattern", "*", "spec.namespace", "argocd"), "r");

    assertThat(selector.selects(application("other"))).isFalse();
    assertThat(selector.selects(application("argocd"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "argo/web.yaml, 2147483647",
    "envs/prod.yaml, 2147483647",
    "apps/web/kustomization.yaml, 2",
    "apps/webs/kustomization.yaml, -1",
    "outside/kustomization.yaml, -1",
  })
  void holdsForTheFilesThatItDeploysFrom(String file, int nearness) {
    assertThat(application("argocd").nearness(file)).isEqualTo(nearness);
  }
}
