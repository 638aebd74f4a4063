package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.fake.Asked;
import dev.tagboat.applier.kube.fake.Trouble;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong between the applier and an API server: whatever it is, nothing wrong is applied,
 * nothing wrong is deleted, and when it is over the cluster is as the repo says.
 */
final class ApiServerFaultsTest extends FaultyServer {
  @Test
  void theServersPauseIsKept() throws IOException {
    first();
    trouble(request -> request.number() == 3, trouble("429"));

    assertThat(scene.look().isFailed()).isFalse();
    assertThat(pauses).contains(Duration.ofSeconds(1));
  }

  @Test
  void writesThatHangAreDoneAgainAndComeToTheSame() throws IOException {
    scene.close();
    scene = scene("slow", Duration.ofMillis(500));
    first();
    CountDownLatch disk = new CountDownLatch(1);
    trouble(request -> request.isWrite() && disk.getCount() > 0, new Trouble.Held(disk));
    whilePausing = Optional.of(disk::countDown);

    scene.lookUntilGood(3);
    strangers();
    second();
    scene.configure("apply: { max-delete: 2 }\n");
    scene.lookUntilGood(3);

    assertThat(state()).isEqualTo("a=new b=1 c=absent d=1 stranger=theirs tug=4");
  }

  @Test
  void aTokenThatIsRefusedIsReadAgain() throws IOException {
    first();
    server.accept("second");
    token = Optional.of("first");
    Report refused = scene.look();
    server.asked();
    scene.look();
    int asked = server.asked().size();
    token = Optional.of("second");

    scene.lookUntilGood(1);

    assertThat(reasons(refused)).contains("does not accept our credentials (401)");
    assertThat(reasons(refused)).doesNotContain("first");
    assertThat(asked).as("a refused token is not tried again and again").isLessThan(3);
    assertThat(scene.value("a")).isEqualTo("old");
  }

  @Test
  void nothingIsDeletedWhileAPartOfDiscoveryIsAway() throws IOException {
    first();
    scene.lookUntilGood(1);
    scene.repo.remove("c.yaml").remove("boat.yaml").commit();
    scene.configure("apply: { max-delete: 4 }\n");
    trouble(request -> request.path().startsWith("/apis/example.org"), trouble("503"));

    Report report = scene.look();

    calm();
    assertThat(reasons(report)).contains("the API server answers 503 to GET /apis/example.org/v1");
    assertThat(Boats.size(scene, "shop")).isEqualTo("3");
    assertThat(scene.inventory().path("data").toString()).contains("Boat", "/c");
    scene.lookUntilGood(1);
    assertThat(Boats.size(scene, "shop")).isEqualTo("absent");
    assertThat(scene.find("c")).isEmpty();
  }

  @Test
  void aKindThatIsForbiddenIsNamed() throws IOException {
    first();
    scene.lookUntilGood(1);
    second();
    trouble(
        request -> request.path().contains("/boats"),
        Trouble.Refused.status(403, "Forbidden", "boats.example.org is forbidden"));

    Report report = scene.look();

    assertThat(reasons(report)).contains("boats.example.org is forbidden", "Give the service");
    assertThat(scene.value("c")).isEqualTo("1");
    calm();
    scene.lookUntilGood(1);
    assertThat(scene.find("c")).isEmpty();
  }

  @Test
  void aListThatFailsHalfwayDeletesNothing() throws IOException {
    first();
    scene.lookUntilGood(1);
    second();
    Function<String, Predicate<Asked>> of =
        plural -> request -> request.isList() && request.path().endsWith(plural);
    trouble(of.apply("/configmaps"), trouble("half answer"));

    Report report = scene.look();

    assertThat(reasons(report)).contains("did not answer GET /api/v1/configmaps");
    assertThat(state()).startsWith("a=old b=1 c=1 d=1");
    calm();
    scene.lookUntilGood(1);
    assertThat(state()).startsWith("a=new b=1 c=absent d=1");
  }
}
