package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.inbox.PushView;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.Links;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator does on the pages; all of it stands in the audit. */
final class ActionHandler {
  /** Stands for the hook of what an operator proposes; no hook can have this name. */
  private static final String BY_HAND = "(by hand)";

  private final PageGuard guard;
  private final List<Repository> repositories;
  private final GroupCommit intake;
  private final Retries retries;
  private final Views views;
  private final PageStore store;

  ActionHandler(PageGuard guard, List<Repository> repositories, Backend backend) {
    this.guard = guard;
    this.repositories = repositories;
    this.intake = backend.intake();
    this.retries = backend.retries();
    this.views = backend.views();
    this.store = backend.pages();
  }

  /** {@code POST /pushes/ID/retry}. */
  void retry(Context ctx, Form form) {
    Viewer operator = guard.operator(ctx, form);
    PushView view = PushHandler.view(views, ctx);
    String id = view.push().id();
    if (retries.retry(id) != Retries.Outcome.DUE) {
      throw new Refusal(409, "There is nothing to try again: the push has come to its end.");
    }
    store
        .audit()
        .add(operator.person(), "retry", view.push().push().reference(), "", "asked to try again");
    ctx.status(303).header("Location", Links.push(id));
  }

  /**
   * {@code POST /propose}: as if a registry had told of this tag. It is asked whether that is so,
   * and the config repo's rules hold as ever.
   */
  void propose(Context ctx, Form form) {
    Viewer operator = guard.operator(ctx, form);
    ImageName image = image(form.value("image"));
    Tag tag =
        Optional.ofNullable(form.value("tag"))
            .map(String::strip)
            .flatMap(Tag::parse)
            .orElseThrow(() -> new Refusal(400, "That is not a tag, such as 1.4.2."));
    ImagePush push = new ImagePush(image, tag, null, null, null, operator.person());
    Intake.Receipt receipt = intake.store(new Intake(BY_HAND, List.of(push), List.of()));
    store
        .audit()
        .add(
            operator.person(),
            "propose",
            push.reference(),
            "",
            receipt.accepted() > 0
                ? "asked to propose it"
                : "asked to propose it, which is under way");
    ctx.status(303).header("Location", "/pushes?image=" + Links.encoded(image.toString()));
  }

  private ImageName image(@Nullable String text) {
    ImageName image =
        Optional.ofNullable(text)
            .map(String::strip)
            .flatMap(ImageName::parse)
            .orElseThrow(() -> new Refusal(400, "That is not the name of an image without a tag."));
    if (repositories.stream().noneMatch(repository -> repository.follows(image))) {
      throw new Refusal(400, "No config repo follows this image, so nothing would come of it.");
    }
    return image;
  }
}
