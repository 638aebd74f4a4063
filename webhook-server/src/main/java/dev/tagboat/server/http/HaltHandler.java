package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Halt;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.view.Links;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /pause} and {@code POST /resume}, of an image or of a config repo. */
final class HaltHandler {
  private static final int LONGEST = 500;

  private final PageGuard guard;
  private final List<Repository> repositories;
  private final Halts halts;
  private final AuditLog audit;

  HaltHandler(PageGuard guard, List<Repository> repositories, PageStore store) {
    this.guard = guard;
    this.repositories = repositories;
    this.halts = store.halts();
    this.audit = store.audit();
  }

  void pause(Context ctx, Form form) {
    Viewer operator = guard.operator(ctx, form);
    String reason = reason(form.value("reason"));
    String why = reason.isEmpty() ? "paused" : "paused: " + reason;
    String repository = form.value("repository");
    if (repository == null) {
      ImageName image = image(form.value("image"));
      if (halts.pause(Halt.Kind.IMAGE, image.toString(), operator.person(), reason)) {
        audit.add(operator.person(), "pause", image.toString(), "", why);
      }
    } else if (halts.pause(Halt.Kind.REPOSITORY, known(repository), operator.person(), reason)) {
      audit.add(operator.person(), "pause", "", repository, why);
    }
    back(ctx, form);
  }

  void resume(Context ctx, Form form) {
    Viewer operator = guard.operator(ctx, form);
    String repository = form.value("repository");
    if (repository == null) {
      ImageName image = image(form.value("image"));
      if (halts.resume(image)) {
        audit.add(operator.person(), "resume", image.toString(), "", "resumed");
      }
    } else if (halts.resume(known(repository))) {
      audit.add(operator.person(), "resume", "", repository, "resumed");
    }
    back(ctx, form);
  }

  private static void back(Context ctx, Form form) {
    String image = form.value("image");
    String to =
        form.value("repository") != null || image == null
            ? "/setup#repositories"
            : "/image?name=" + Links.encoded(image.strip());
    ctx.status(303).header("Location", to);
  }

  private static String reason(@Nullable String text) {
    String reason = text == null ? "" : text.replaceAll("\\p{C}", " ").strip();
    if (reason.length() > LONGEST) {
      throw new Refusal(400, "The reason must be no longer than " + LONGEST + " characters.");
    }
    return reason;
  }

  private static ImageName image(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .flatMap(ImageName::parse)
        .orElseThrow(() -> new Refusal(400, "That is not the name of an image without a tag."));
  }

  private String known(String key) {
    if (repositories.stream().noneMatch(repository -> repository.key().equals(key))) {
      throw new Refusal(400, "No such config repo is configured.");
    }
    return key;
  }
}
