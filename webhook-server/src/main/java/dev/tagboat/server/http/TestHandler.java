package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.sendtest.Addressee;
import dev.tagboat.server.sendtest.Parcel;
import dev.tagboat.server.sendtest.Post;
import dev.tagboat.server.sendtest.Verdict;
import dev.tagboat.server.view.Section;
import dev.tagboat.server.view.SetupPage;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /setup/test}: stands in for a hook's registry, by a request to this server itself,
 * and shows what came of it. It is a real event.
 */
final class TestHandler {
  /** Each takes a thread that waits for another one. */
  private static final int AT_ONCE = 2;

  private final PageFront front;
  private final ServerConfig config;
  private final StatePages pages;
  private final AuditLog audit;
  private final Clock clock;
  private final Semaphore sending = new Semaphore(AT_ONCE);

  TestHandler(PageFront front, ServerConfig config, StatePages pages, AuditLog audit, Clock clock) {
    this.front = front;
    this.config = config;
    this.pages = pages;
    this.audit = audit;
    this.clock = clock;
  }

  void send(Context ctx, Form form) {
    Viewer operator = front.guard().operator(ctx, form);
    Hook hook =
        config.hooks().stream()
            .filter(one -> one.name().equals(form.value("hook")))
            .findFirst()
            .orElseThrow(() -> new Refusal(400, "There is no hook of this name."));
    ImageReference image =
        Optional.ofNullable(form.value("image"))
            .map(String::strip)
            .flatMap(ImageReference::parse)
            .filter(reference -> reference.tag() != null)
            .orElseThrow(
                () -> new Refusal(400, "Give an image with its tag, NAME:TAG, with its registry."));
    if (!sending.tryAcquire()) {
      throw new Refusal(429, "Other tests are being sent; try again in a second.");
    }
    SetupPage.Tested tested;
    try {
      tested = tested(hook, image, own(ctx, hook));
    } finally {
      sending.release();
    }
    audit.add(
        operator.person(),
        "send-test",
        image.toString(),
        "",
        "to hook " + hook.name() + ": " + tested.sentence());
    PageFront.html(ctx, 200, pages.setup(front.frame("Set-up", Section.SETUP, operator), tested));
  }

  private SetupPage.Tested tested(Hook hook, ImageReference image, URI to) {
    Verdict verdict;
    try {
      Parcel parcel =
          Parcel.pack(
              Addressee.of(hook, to),
              image,
              null,
              null,
              clock.instant(),
              UUID.randomUUID().toString(),
              true);
      verdict = Verdict.of(parcel, new Post().send(parcel));
    } catch (TransientFault | UserFault e) {
      verdict = new Verdict(false, String.valueOf(e.getMessage()));
    }
    return new SetupPage.Tested(
        hook.name(), image.name(), image.toString(), verdict.accepted(), verdict.sentence());
  }

  /** The hook, by the way that is always there: not the one from outside. */
  private URI own(Context ctx, Hook hook) {
    Listen listen = config.listen();
    String host =
        listen.host().equals("0.0.0.0") || listen.host().equals("::") ? "127.0.0.1" : listen.host();
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create(
        "http://" + literal + ":" + ctx.req().getLocalPort() + "/hooks/" + hook.name());
  }
}
