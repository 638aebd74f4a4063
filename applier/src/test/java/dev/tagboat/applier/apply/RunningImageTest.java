package dev.tagboat.applier.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunningImageTest {
  @ParameterizedTest
  @CsvSource({
    "nginx, '', nginx, '', ''",
    "nginx:1.27, '', nginx, 1.27, ''",
    "localhost:5000/a/b, '', localhost:5000/a/b, '', ''",
    "localhost:5000/a/b:1@sha256:00, '', localhost:5000/a/b, 1, sha256:00",
    "a@sha256:00, sha256:11, a, '', sha256:00",
    "a:1, sha256:11, a, 1, sha256:11",
  })
  void takesApartWhatIsWritten(
      String written, String running, String name, String tag, String digest) {
    RunningImage image =
        RunningImage.of(
            written,
            running,
            ObjectId.parse("apps/Deployment/shop/web"),
            "c",
            "1/1",
            new Health(Health.State.CURRENT, ""),
            Optional.empty());

    assertThat(image.name()).isEqualTo(name);
    assertThat(image.tag().orElse("")).isEqualTo(tag);
    assertThat(image.digest().orElse("")).isEqualTo(digest);
  }
}
