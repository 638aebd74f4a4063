package dev.tagboat.server.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Writes pages as HTML; whatever text comes from outside is escaped where it stands. */
public final class Pages {
  private static final String TEMPLATES = "dev.tagboat.server.view.jte";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);

  public String now(NowPage page) {
    return write("now.jte", page);
  }

  public String image(ImagePage page) {
    return write("image.jte", page);
  }

  public String pushes(PushesPage page) {
    return write("pushes.jte", page);
  }

  public String push(PushPage page) {
    return write("push.jte", page);
  }

  public String deliveries(DeliveriesPage page) {
    return write("deliveries.jte", page);
  }

  public String drift(DriftPage page) {
    return write("drift.jte", page);
  }

  public String setup(SetupPage page) {
    return write("setup.jte", page);
  }

  public String audit(AuditPage page) {
    return write("audit.jte", page);
  }

  /** SVG. */
  public String badge(Badge badge) {
    return write("badge.jte", badge);
  }

  public String signIn(SignInPage page) {
    return write("signin.jte", page);
  }

  public String error(ErrorPage page) {
    return write("error.jte", page);
  }

  private String write(String template, Object page) {
    StringOutput output = new StringOutput();
    engine.render(template, page, output);
    return output.toString();
  }
}
