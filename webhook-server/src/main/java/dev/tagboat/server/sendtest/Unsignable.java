package dev.tagboat.server.sendtest;

import dev.tagboat.server.config.AuthKind;

/** What to do where only the sender itself can prove itself. */
final class Unsignable {
  private Unsignable() {}

  static String sentence(AuthKind auth) {
    return auth == AuthKind.SNS
        ? "Only Amazon SNS can sign its messages. Have it send a test: write the event to a file with"
            + " '--variant eventbridge --dry-run -o json' (its key 'body'), then"
            + " 'aws sns publish --topic-arn ARN --message file://FILE'."
        : "An ID token can only be had from its issuer. Get one for the hook's audience and send it"
            + " as a bearer token: for Google, TOKEN=$(gcloud auth print-identity-token"
            + " --impersonate-service-account=ACCOUNT --audiences=AUDIENCE --include-email), then"
            + " 'send-test --auth bearer --secret-env TOKEN' with the same URL. Or write the event"
            + " with '--dry-run' and publish it to the topic.";
  }
}
