package dev.tagboat.applier.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.desired.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StatusesTest {
  private static Answer.Refused refused(int code, String body, JsonNode sent) {
    return Statuses.refused(
        new Http.Response(
            code, body.getBytes(StandardCharsets.UTF_8), OptionalLong.empty(), List.of()),
        sent);
  }

  @Test
  void namesTheManagersOfConflicts() {
    Answer.Refused refused =
        refused(
            409,
            """
            {"kind":"Status","reason":"Conflict","message":"Apply failed","details":{"causes":[
            {"reason":"FieldManagerConflict","message":"conflict with \\"argocd\\" using v1","field":".data.k"}]}}
            """,
            MissingNode.getInstance());

    assertThat(refused.conflicts()).containsExactly(new Answer.Conflict("argocd", ".data.k"));
  }

  @Test
  void aStaleVersionIsNoConflictOfManagers() {
    assertThat(
            refused(
                    409,
                    "{\"reason\":\"Conflict\",\"message\":\"the object has been modified\"}",
                    MissingNode.getInstance())
                .conflicts())
        .isEmpty();
  }

  @Test
  void tellsNothingOfASecret() {
    Answer.Refused refused =
        refused(
            422,
            """
            {"reason":"Invalid","message":"cannot decode hunter2","details":{"causes":[
            {"field":"data","message":"field is immutable when hunter2"}]}}
            """,
            YamlReader.single("s", "{apiVersion: v1, kind: Secret}"));

    assertThat(refused.message()).doesNotContain("hunter2").contains("422", "data");
    assertThat(refused.isImmutable()).isTrue();
  }

  // As a real server answers a change of a Job's template: it quotes all of it, and then says why.
  @Test
  void theEndOfALongRefusalIsSeen() {
    String quoted = "Invalid value: core.PodTemplateSpec{" + "x".repeat(3000) + "}";
    Answer.Refused refused =
        refused(
            422,
            """
            {"reason":"Invalid","message":"Job.batch \\"j\\" is invalid: spec.template: %1$s: field is \
            immutable","details":{"name":"j","group":"batch","kind":"Job","causes":[{"reason":\
            "FieldValueInvalid","message":"%1$s: field is immutable","field":"spec.template"}]}}
            """
                .formatted(quoted),
            MissingNode.getInstance());

    assertThat(refused.isImmutable()).isTrue();
    assertThat(refused.message())
        .startsWith("Job \"j\" is refused: spec.template: Invalid value: core.PodTemplateSpec{")
        .endsWith("field is immutable");
  }

  @Test
  void theFieldOfASecretThatHasTheWrongTypeIsNamed() {
    String message =
        "failed to create typed patch object: .stringData.pin: expected string, got"
            + " &value.valueUnstructured{Value:4711}";

    assertThat(
            refused(
                    500,
                    "{\"message\":\"" + message + "\"}",
                    YamlReader.single("s", "{apiVersion: v1, kind: Secret}"))
                .message())
        .endsWith("(500) .stringData.pin: expected string");
  }

  @Test
  void textsWithoutAStatusAreTakenAsTheyAre() {
    assertThat(refused(404, "404 page not found\n", MissingNode.getInstance()).message())
        .isEqualTo("404 page not found");
  }

  @Test
  void aWebhookMayQuoteASecretInItsReasonAndFields() {
    Answer.Refused refused =
        refused(
            403,
            """
            {"reason":"hunter2","message":"admission webhook \\"p.example.org\\" denied the request: hunter2",
            "details":{"causes":[{"field":"hunter2","message":"hunter2"}]}}
            """,
            YamlReader.single("s", "{apiVersion: v1, kind: Secret}"));

    assertThat(refused.message())
        .isEqualTo(
            "the API server refused the Secret (403): admission webhook \"p.example.org\" denied the"
                + " request");
  }

  private static String status(String reason, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reason", reason)
        .put("message", message)
        .toString();
  }

  @Test
  void aMissingRightToSecretsIsTold() {
    String right =
        "User \"system:serviceaccount:a:b\" cannot patch resource \"secrets\" in API group";

    assertThat(
            refused(
                    403,
                    status("Forbidden", "secrets \"s\" is forbidden: " + right),
                    YamlReader.single("s", "{apiVersion: v1, kind: Secret}"))
                .message())
        .endsWith("User \"system:serviceaccount:a:b\" cannot patch resource \"secrets\"");
  }

  @Test
  void aPasswordInAVariableIsNotQuotedEither() {
    JsonNode sent =
        YamlReader.single(
            "d",
            """
            kind: Deployment
            spec:
              env:
              - { name: DB_PASSWORD, value: 'hunter"2' }
              - { name: SECRET, value: 77 }
              - { name: SIZE, value: 770 }
            """);
    String message = "invalid: Invalid value: \"hunter\\\"2\" and 77 of 770: https://x:y@z.org";

    assertThat(refused(422, status("Invalid", message), sent).message())
        .isEqualTo("invalid: Invalid value: \"***\" and *** of 770: https://***@z.org");
  }

  @Test
  void aWarningOfASecretIsNotQuoted() {
    Http.Response response =
        new Http.Response(200, new byte[0], OptionalLong.empty(), List.of("hunter2", "hunter3"));

    assertThat(
            Statuses.warnings(response, YamlReader.single("s", "{apiVersion: v1, kind: Secret}")))
        .containsExactly("the API server warns of something that could quote the Secret");
  }
}
