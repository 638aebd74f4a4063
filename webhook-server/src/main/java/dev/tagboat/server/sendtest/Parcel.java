package dev.tagboat.server.sendtest;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.HookType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is ready to be sent.
 *
 * @param headers all of them
 * @param secretHeaders those of them that hold the secret
 * @param body sent in UTF-8
 * @param madeUp whether the event names a digest that no registry has
 */
public record Parcel(
    Addressee to,
    Variant variant,
    ImageReference image,
    URI url,
    Map<String, String> headers,
    Map<String, String> secretHeaders,
    String body,
    boolean madeUp) {
  private static final String HIDDEN = "***";

  /**
   * @param variant null for the usual form
   * @param repoKey what a repository manager calls the repository; null for the usual
   * @param id of the event, a UUID
   * @param provable whether it must be proven; otherwise what cannot be signed is left unsigned
   * @throws UserFault when such a sender cannot speak of the image, has no such form, or cannot be
   *     stood in for
   */
  public static Parcel pack(
      Addressee to,
      ImageReference image,
      @Nullable String variant,
      @Nullable String repoKey,
      Instant now,
      String id,
      boolean provable) {
    try {
      Tag tag = image.tag();
      if (tag == null) {
        throw new IllegalArgumentException("An event tells of a tag: give NAME:TAG.");
      }
      Naming naming = Naming.of(to.type(), image.name(), to.mapping(), repoKey);
      Variant form = form(to, variant);
      Occasion occasion =
          new Occasion(image.name(), tag, naming.repoKey(), naming.name(), image.digest(), now, id);
      return sealed(to, form, image, form.writer().write(occasion), now, provable);
    } catch (IllegalArgumentException e) {
      throw new UserFault(String.valueOf(e.getMessage()), e);
    }
  }

  private static Variant form(Addressee to, @Nullable String variant) {
    if (to.type() == HookType.GENERIC && to.mapping().fields() != null) {
      return new Variant("fields", new FieldsWriter(to.mapping().fields()));
    }
    return variant == null ? Variant.of(to.type()).get(0) : Variant.of(to.type(), variant);
  }

  private static Parcel sealed(
      Addressee to,
      Variant form,
      ImageReference image,
      Written event,
      Instant now,
      boolean provable) {
    Proof proof = proof(to, event, now, provable);
    Map<String, String> headers = new LinkedHashMap<>(event.headers());
    headers.putAll(proof.open());
    headers.putAll(proof.secret());
    return new Parcel(
        to,
        form,
        image,
        URI.create(to.url() + proof.path()),
        headers,
        proof.secret(),
        event.body(),
        image.digest() == null && Variant.namesDigest(to.type()));
  }

  private static Proof proof(Addressee to, Written event, Instant now, boolean provable) {
    if (!to.auth().hasSecret()) {
      if (provable) {
        throw new UserFault(Unsignable.sentence(to.auth()));
      }
      return Proof.NONE;
    }
    return to.secret() == null
        ? Proof.NONE
        : Proof.of(
            to.type(),
            to.auth(),
            to.header(),
            to.secret(),
            event.body().getBytes(StandardCharsets.UTF_8),
            now);
  }

  /** Where it goes, without a secret. */
  public String shownUrl() {
    return url.equals(to.url()) ? url.toString() : to.url() + "/" + HIDDEN;
  }

  /** The headers, without a secret. */
  public Map<String, String> shownHeaders() {
    Map<String, String> shown = new LinkedHashMap<>(headers);
    shown.replaceAll((name, value) -> secretHeaders.containsKey(name) ? HIDDEN : value);
    return shown;
  }
}
