package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amazon ECR through EventBridge. */
final class EcrWriter implements EventWriter {
  private static final Pattern HOST =
      Pattern.compile("([0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\..+");

  @Override
  public Written write(Occasion occasion) {
    return Written.json(event(occasion)).with("User-Agent", "Amazon/EventBridge/ApiDestinations");
  }

  static ObjectNode event(Occasion occasion) {
    Matcher host = host(occasion);
    return Json.object(
        "version",
        "0",
        "id",
        occasion.id(),
        "detail-type",
        "ECR Image Action",
        "source",
        "aws.ecr",
        "account",
        host.group(1),
        "time",
        occasion.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        "region",
        host.group(2),
        "resources",
        List.of(),
        "detail",
        Json.object(
            "result",
            "SUCCESS",
            "repository-name",
            occasion.name(),
            "image-digest",
            occasion.digest().toString(),
            "action-type",
            "PUSH",
            "artifact-media-type",
            "application/vnd.oci.image.config.v1+json",
            "image-tag",
            occasion.tag().toString(),
            "manifest-media-type",
            SampleManifest.MEDIA_TYPE));
  }

  static Matcher host(Occasion occasion) {
    Matcher host = HOST.matcher(occasion.image().registry());
    if (!host.matches()) {
      throw new IllegalArgumentException(
          "Events of ecr name an account and a region, so the image must be one of"
              + " ACCOUNT.dkr.ecr.REGION.amazonaws.com.");
    }
    return host;
  }
}
