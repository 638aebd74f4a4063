package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** {@code updateRefs}: refs moved all or none, each only from where it is said to be. */
final class RefUpdates {
  private final Context context;
  private final Pushes pushes;

  RefUpdates(Context context, Pushes pushes) {
    this.context = context;
    this.pushes = pushes;
  }

  void update(Account account, JsonNode input) throws IOException {
    String id = input.path("repositoryId").asText();
    String name = NodeId.key("Repository", id).orElse("");
    Repo repo =
        context.store().all().stream()
            .filter(known -> known.fullName().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new GraphQlError(
                        "NOT_FOUND",
                        "Could not resolve to a node with the global id of '" + id + "'"));
    for (JsonNode one : input.path("refUpdates")) {
      check(repo, one);
    }
    for (JsonNode one : input.path("refUpdates")) {
      move(repo, one, account);
    }
  }

  private static void check(Repo repo, JsonNode update) throws IOException {
    String ref = update.path("name").asText();
    String now = GitRefs.find(repo.git(), ref).orElse(GitRefs.ZERO);
    String before = update.path("beforeOid").asText(now);
    if (!before.equals(now)) {
      throw failed(ref + " is at " + now + " but expected " + before);
    }
    String after = update.path("afterOid").asText();
    boolean known =
        ObjectId.isId(after)
            && (after.equals(GitRefs.ZERO)
                || repo.git().getObjectDatabase().has(ObjectId.fromString(after)));
    if (!known) {
      throw failed(after + " is not in this repository");
    }
    boolean forward =
        now.equals(GitRefs.ZERO)
            || after.equals(GitRefs.ZERO)
            || GitHistory.reaches(repo.git(), after, now);
    if (!forward && !update.path("force").asBoolean()) {
      throw failed(ref + " would not be fast-forwarded");
    }
  }

  private static GraphQlError failed(String why) {
    return new GraphQlError("UNPROCESSABLE", "A ref could not be updated: " + why + ".");
  }

  private void move(Repo repo, JsonNode update, Account account) throws IOException {
    String ref = update.path("name").asText();
    String now = GitRefs.find(repo.git(), ref).orElse(GitRefs.ZERO);
    String after = update.path("afterOid").asText();
    if (after.equals(now)) {
      return;
    }
    if (after.equals(GitRefs.ZERO)) {
      GitRefs.delete(repo.git(), ref);
    } else {
      GitRefs.move(repo.git(), ref, after, true);
    }
    pushes.moved(repo, new RefChange(ref, now, after), account.login());
  }
}
