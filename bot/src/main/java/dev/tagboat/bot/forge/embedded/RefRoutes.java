package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** {@code git/refs} and its relatives. */
final class RefRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/git/";

  private final Context context;
  private final Pushes pushes;

  RefRoutes(Context context, Pushes pushes) {
    this.context = context;
    this.pushes = pushes;
  }

  void addTo(Router router) {
    router.get(ROOT + "ref/{ref+}", Permission.CONTENTS, this::get);
    // No longer described, but GitHub still answers it and clients still ask.
    router.get(ROOT + "refs/{ref+}", Permission.CONTENTS, this::get);
    router.get(ROOT + "matching-refs/{ref+}", Permission.CONTENTS, this::matching);
    router.post(ROOT + "refs", Permission.CONTENTS, this::create);
    router.patch(ROOT + "refs/{ref+}", Permission.CONTENTS, this::update);
    router.add("DELETE", ROOT + "refs/{ref+}", java.util.Set.of(Permission.CONTENTS), this::delete);
  }

  private Answer get(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String ref = "refs/" + call.param("ref");
    String sha = GitRefs.find(repo.git(), ref).orElseThrow(ApiError::notFound);
    return Answer.ok(json(repo, ref, sha));
  }

  private Answer matching(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    return Paging.answer(
        call,
        context.urls(),
        GitRefs.list(repo.git(), "refs/" + call.param("ref")),
        ref -> json(repo, ref.getName(), ref.getObjectId().name()));
  }

  private Answer create(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String ref = Bodies.required(call.object(), "ref");
    String sha = known(repo, Bodies.required(call.object(), "sha"));
    if (!ref.matches("refs/[^/]+/.+") || !Repository.isValidRefName(ref)) {
      throw new ApiError(422, "Reference name is not valid");
    }
    if (GitRefs.find(repo.git(), ref).isPresent() || !GitRefs.move(repo.git(), ref, sha, false)) {
      throw new ApiError(422, "Reference already exists");
    }
    pushes.moved(repo, new RefChange(ref, GitRefs.ZERO, sha), account.login());
    return Answer.created(json(repo, ref, sha));
  }

  private Answer update(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String ref = "refs/" + call.param("ref");
    String sha = known(repo, Bodies.required(call.object(), "sha"));
    String before =
        GitRefs.find(repo.git(), ref)
            .orElseThrow(() -> new ApiError(422, "Reference does not exist"));
    if (!GitRefs.move(repo.git(), ref, sha, call.object().path("force").asBoolean(false))) {
      throw new ApiError(422, "Update is not a fast forward");
    }
    if (!before.equals(sha)) {
      pushes.moved(repo, new RefChange(ref, before, sha), account.login());
    }
    return Answer.ok(json(repo, ref, sha));
  }

  private Answer delete(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String ref = "refs/" + call.param("ref");
    String before =
        GitRefs.find(repo.git(), ref)
            .orElseThrow(() -> new ApiError(422, "Reference does not exist"));
    GitRefs.delete(repo.git(), ref);
    pushes.moved(repo, new RefChange(ref, before, GitRefs.ZERO), account.login());
    return Answer.noContent();
  }

  private static String known(Repo repo, String sha) throws IOException {
    if (!ObjectId.isId(sha) || !repo.git().getObjectDatabase().has(ObjectId.fromString(sha))) {
      throw new ApiError(422, "Object does not exist");
    }
    return sha;
  }

  private ObjectNode json(Repo repo, String ref, String sha) {
    ObjectNode json =
        Json.object()
            .put("ref", ref)
            .put("node_id", NodeId.of(repo, "Ref", ref))
            .put("url", context.urls().repo(repo, "/git/" + Urls.encodePath(ref)));
    json.putObject("object")
        .put("type", "commit")
        .put("sha", sha)
        .put("url", context.urls().repo(repo, "/git/commits/" + sha));
    return json;
  }
}
