package dev.tagboat.server.auth;

import dev.tagboat.server.config.Sns;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signature of Amazon SNS, under a certificate of the region of a configured topic. A message
 * older than a week is refused: by then its id may be forgotten.
 */
final class SnsVerifier implements Verifier {
  /** SNS itself gives up after an hour, unless told otherwise. */
  private static final Duration OLDEST = Duration.ofDays(7);

  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_-]{1,128}\\.pem");

  private final Sns sns;
  private final SnsCertificates certificates;
  private final Clock clock;

  SnsVerifier(Sns sns, SnsCertificates certificates, Clock clock) {
    this.sns = sns;
    this.certificates = certificates;
    this.clock = clock;
  }

  @Override
  public boolean needsBody() {
    return true;
  }

  @Override
  public boolean mayBeAuthentic(Presented presented) {
    String topic = presented.value("x-amz-sns-topic-arn");
    return topic == null || sns.topics().contains(topic);
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    SnsMessage message = SnsMessage.parse(presented.body().get());
    if (message == null || !sns.topics().contains(message.topic()) || !isTimely(message)) {
      return false;
    }
    String url = message.certificateUrl();
    byte[] signed = message.signed();
    byte[] signature = message.signature();
    String algorithm = message.algorithm();
    if (url == null
        || signed == null
        || signature == null
        || algorithm == null
        || !isPinned(url, Sns.host(message.topic()))) {
      return false;
    }
    PublicKey key = certificates.key(URI.create(url));
    return key != null && fits(key, algorithm, signed, signature);
  }

  private boolean isTimely(SnsMessage message) {
    Instant at = message.time();
    Instant now = clock.instant();
    return at != null && !at.isBefore(now.minus(OLDEST)) && !at.isAfter(now.plus(SKEW));
  }

  // As text, whole: nothing that one parser reads as another host than the next gets through.
  private static boolean isPinned(String url, String host) {
    String site = "https://" + host;
    return url.startsWith(site) && PATH.matcher(url.substring(site.length())).matches();
  }

  private static boolean fits(
      @Nullable PublicKey key, String algorithm, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
