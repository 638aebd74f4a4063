package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.forge.github.GitHubAccess.Kind;
import dev.tagboat.bot.forge.github.GitHubAccess.Question;
import dev.tagboat.bot.forge.github.GitHubAccess.Verdict;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.extras.authorization.JWTTokenProvider;

/**
 * Finds out what credentials may do, and changes nothing. Reading is tried by reading. Writing is
 * tried by a write that says nothing ({@code {}}): who may not write is answered 403 or 404, who
 * may is told that it cannot be carried out (422).
 */
public final class AccessProbe {
  private static final String NEED = "metadata: read";
  private static final Set<String> GUARDS =
      Set.of("pull_request", "update", "merge_queue", "required_status_checks");
  private static final MediaType JSON = MediaType.get("application/json");

  private final GitHubSettings settings;
  private final OkHttpClient client;
  private final Clock clock;
  private final @Nullable String branch;
  private final ObjectMapper mapper = new ObjectMapper();

  private AccessProbe(
      GitHubSettings settings, OkHttpClient client, Clock clock, @Nullable String branch) {
    this.settings = settings;
    this.client = client;
    this.clock = clock;
    this.branch = branch;
  }

  /**
   * Looks at the credentials alone; owner and name of the settings are not looked at.
   *
   * @throws dev.tagboat.bot.fault.UserFault when GitHub does not take the credentials
   * @throws dev.tagboat.bot.fault.TransientFault when GitHub cannot be asked now
   */
  public static GitHubAccess look(
      GitHubSettings settings, OkHttpClient shared, Clock clock, TokenLanes lanes) {
    return probe(settings, shared, clock, lanes, null).look();
  }

  /** As the other one, and at what they may do here. */
  public static GitHubAccess look(
      GitHubSettings settings, OkHttpClient shared, Clock clock, TokenLanes lanes, String branch) {
    return probe(settings, shared, clock, lanes, branch).look();
  }

  private static AccessProbe probe(
      GitHubSettings settings,
      OkHttpClient shared,
      Clock clock,
      TokenLanes lanes,
      @Nullable String branch) {
    OkHttpClient client =
        Connection.guarded(settings, shared, clock, Sleeper.THREAD, lanes.of(settings));
    return new AccessProbe(settings, client, clock, branch);
  }

  private GitHubAccess look() {
    return settings.credentials() instanceof Credentials.App app
        ? ofApp(app)
        : ofToken(((Credentials.Token) settings.credentials()).value());
  }

  private GitHubAccess ofToken(Secret token) {
    Answer answer =
        Calls.run("look at the token", NEED, () -> get(bearer(token), List.of("rate_limit")));
    String scopes = answer.header("X-OAuth-Scopes");
    Map<Question, Verdict> answers = branch == null ? Map.of() : atRepository(bearer(token), true);
    return new GitHubAccess(
        Kind.of(token.reveal(), scopes != null),
        scopes == null ? null : Stream.of(scopes.split("[, ]+")).filter(s -> !s.isEmpty()).toList(),
        TokenExpiry.parse(answer.header("GitHub-Authentication-Token-Expiration")),
        Map.of(),
        false,
        answers);
  }

  private GitHubAccess ofApp(Credentials.App app) {
    List<String> path =
        branch == null
            ? List.of("app")
            : List.of("repos", settings.owner(), settings.repo(), "installation");
    JsonNode answer =
        Calls.run(
                "look at GitHub App " + app.appId(),
                "the App installed on this repository",
                () -> get(jwt(app), path))
            .body();
    Map<String, String> permissions = new HashMap<>();
    answer
        .path("permissions")
        .properties()
        .forEach(e -> permissions.put(e.getKey(), e.getValue().asText()));
    Map<Question, Verdict> answers = Map.of();
    if (branch != null) {
      InstallationTokens tokens =
          new InstallationTokens(settings, app, Connection.connector(client), clock);
      answers = atRepository(bearer(tokens.get()), false);
    }
    boolean every = "all".equals(answer.path("repository_selection").asText());
    return new GitHubAccess(Kind.APP, null, null, permissions, every, answers);
  }

  private static String jwt(Credentials.App app) throws IOException {
    return new JWTTokenProvider(Long.toString(app.appId()), PrivateKeys.read(app.privateKeyFile()))
        .getEncodedAuthorization();
  }

  private static String bearer(Secret token) {
    return "Bearer " + token.reveal();
  }

  private Map<Question, Verdict> atRepository(String as, boolean whole) {
    Map<Question, Verdict> answers = new EnumMap<>(Question.class);
    Verdict read = ask(() -> get(as, here()));
    answers.put(Question.READ, read);
    if (read != Verdict.YES) {
      return answers;
    }
    answers.put(Question.PUSH, ask(() -> post(as, here("git", "refs"))));
    answers.put(Question.OPEN_PULL_REQUESTS, ask(() -> post(as, here("pulls"))));
    answers.put(Question.SET_LABELS, ask(() -> post(as, here("labels"))));
    answers.put(Question.PUSH_TO_BASE, pushToBase(as));
    if (whole) {
      // A token that the App makes for a run is narrower than what the App could have.
      answers.put(Question.ADMINISTER, administer(as));
      answers.put(Question.READ_DEPLOY_KEYS, ask(() -> get(as, here("keys"))));
      answers.put(Question.READ_SECRETS, ask(() -> get(as, here("actions", "secrets"))));
      answers.put(Question.READ_WEBHOOKS, ask(() -> get(as, here("hooks"))));
    }
    return answers;
  }

  private Verdict administer(String as) {
    return Calls.run("read the repository " + settings.slug(), NEED, () -> get(as, here()))
            .body()
            .path("permissions")
            .path("admin")
            .asBoolean()
        ? Verdict.YES
        : Verdict.NO;
  }

  private Verdict pushToBase(String as) {
    String base = String.valueOf(branch);
    try {
      boolean guarded =
          Calls.unrefused("read branch", () -> get(as, here("branches", base)))
              .body()
              .path("protected")
              .asBoolean();
      return guarded || isRuled(as, base) ? Verdict.NO : Verdict.YES;
    } catch (Refusal e) {
      return Verdict.UNKNOWN;
    }
  }

  private boolean isRuled(String as, String base) {
    try {
      for (JsonNode rule :
          Calls.unrefused("read rules", () -> get(as, here("rules", "branches", base))).body()) {
        if (GUARDS.contains(rule.path("type").asText())) {
          return true;
        }
      }
      return false;
    } catch (Refusal e) {
      return false; // an Enterprise server from before there were rulesets
    }
  }

  private static Verdict ask(Calls.Call<Answer> call) {
    try {
      Calls.unrefused("ask", call);
      return Verdict.YES;
    } catch (Refusal e) {
      return switch (e.status()) {
        case 422 -> Verdict.YES;
        case 403, 404 -> Verdict.NO;
        default -> Verdict.UNKNOWN;
      };
    }
  }

  private List<String> here(String... path) {
    return Stream.concat(Stream.of("repos", settings.owner(), settings.repo()), Stream.of(path))
        .toList();
  }

  private Answer get(String authorization, List<String> path) throws IOException {
    return send(request(authorization, path).get().build());
  }

  private Answer post(String authorization, List<String> path) throws IOException {
    return send(request(authorization, path).post(RequestBody.create("{}", JSON)).build());
  }

  private Request.Builder request(String authorization, List<String> path) {
    HttpUrl.Builder url = HttpUrl.get(settings.apiUrl().toString()).newBuilder();
    path.forEach(url::addPathSegment);
    return new Request.Builder()
        .url(url.build())
        .header("Authorization", authorization)
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28");
  }

  private Answer send(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return new Answer(response, mapper.readTree(response.body().bytes()));
    }
  }

  private record Answer(Response response, JsonNode body) {
    @Nullable String header(String name) {
      return response.header(name);
    }
  }
}
