package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHRepository;

/**
 * Pull requests of one repository on GitHub or GitHub Enterprise. Keep one per repository: it holds
 * the App's token and the pause between writes. Safe for many threads.
 */
public final class GitHubForge implements Forge {
  private static final String READ = "pull requests: read";
  private static final String WRITE = "pull requests: write";

  private final GitHubSettings settings;
  private final Connection connection;
  private final Endpoint endpoint;
  private final Decorator decorator;
  private final PullLists lists;
  private final Conversations conversations;
  private final BranchRules rules;
  private final Merging merging;
  private final GitData data;
  private final Compares compares;
  private final Announcements announcements;
  private final ObjectMapper mapper = new ObjectMapper();
  private volatile @Nullable GHRepository repository;

  private GitHubForge(
      GitHubSettings settings, Connection connection, Clock clock, Sleeper sleeper) {
    GraphQl graph = new GraphQl(connection.rest(), settings.graphQlUrl());
    this.settings = settings;
    this.connection = connection;
    this.endpoint = new Endpoint(connection.rest(), settings);
    this.decorator = new Decorator(this::repository, endpoint, sleeper);
    this.lists = new PullLists(endpoint, settings);
    this.conversations = new Conversations(endpoint);
    this.rules = new BranchRules(endpoint, clock);
    this.merging = new Merging(graph, endpoint, rules, settings);
    this.data = new GitData(endpoint, graph);
    this.compares = new Compares(connection.rest(), settings);
    this.announcements = new Announcements(endpoint, conversations, settings.slug());
  }

  /** As below, with a lane of its own. */
  public static GitHubForge connect(GitHubSettings settings, OkHttpClient shared, Clock clock) {
    return connect(settings, shared, clock, new TokenLanes(clock));
  }

  /**
   * Connects without a request; the first call finds out whether the credentials work.
   *
   * @param shared connections, timeouts and network interceptors are taken over from it
   * @param lanes shared by every repository of one program
   */
  public static GitHubForge connect(
      GitHubSettings settings, OkHttpClient shared, Clock clock, TokenLanes lanes) {
    return connect(settings, shared, clock, Sleeper.THREAD, lanes);
  }

  static GitHubForge connect(
      GitHubSettings settings, OkHttpClient shared, Clock clock, Sleeper sleeper) {
    return connect(settings, shared, clock, sleeper, new TokenLanes(clock, sleeper));
  }

  private static GitHubForge connect(
      GitHubSettings settings,
      OkHttpClient shared,
      Clock clock,
      Sleeper sleeper,
      TokenLanes lanes) {
    Connection connection = Connection.of(settings, shared, clock, sleeper, lanes.of(settings));
    return new GitHubForge(settings, connection, clock, sleeper);
  }

  /** The same credentials for git over HTTPS; each call answers ones that are still good. */
  public Supplier<GitRemote.Login> login() {
    Supplier<GitRemote.Login> current =
        () -> new GitRemote.Login("x-access-token", connection.tokens().get());
    return connection.tokens() instanceof InstallationTokens tokens
        ? new Renewing(current, tokens)
        : current;
  }

  private record Renewing(Supplier<GitRemote.Login> current, InstallationTokens tokens)
      implements GitRemote.Renewable {
    @Override
    public GitRemote.Login get() {
      return current.get();
    }

    @Override
    public boolean refused(GitRemote.Login login) {
      return tokens.refused(login.password());
    }
  }

  @Override
  public List<PullRequest> find(String head, String base) {
    return Calls.run(
        "list pull requests of " + settings.slug(), READ, () -> lists.find(head, base));
  }

  @Override
  public Optional<PullRequest> get(int number) {
    String tried = "read " + name(number);
    try {
      return Optional.of(
          Calls.unrefused(tried, () -> Pulls.value(endpoint.get("pulls/" + number))));
    } catch (Refusal e) {
      if (e.status() == 404) {
        // A repository that is not there is a person's matter.
        GHRepository unused = repository();
        return Optional.empty();
      }
      throw e.toFault(tried, READ);
    }
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    String tried = "open a pull request in " + settings.slug();
    try {
      return Optional.of(Calls.unrefused(tried, () -> create(proposal)));
    } catch (TransientFault e) {
      if (e.retryAfter().isPresent()) {
        throw e;
      }
      // The answer was lost, perhaps not the request: GitHub may have done it.
      return Optional.of(existing(proposal).orElseThrow(() -> e));
    } catch (Refusal e) {
      return Optional.of(refused(tried, proposal, e));
    }
  }

  private PullRequest create(Proposal proposal) throws IOException {
    ObjectNode body =
        mapper
            .createObjectNode()
            .put("title", proposal.title())
            .put("head", proposal.head())
            .put("base", proposal.base())
            .put("body", proposal.body())
            .put("maintainer_can_modify", true)
            .put("draft", proposal.draft());
    return Pulls.value(endpoint.send("POST", "pulls", body));
  }

  private PullRequest refused(String tried, Proposal proposal, Refusal refusal) {
    if (refusal.says("No commits between")) {
      throw new UserFault(
          "Tried to "
              + tried
              + ", but "
              + Printable.quote(proposal.head())
              + " holds no commit that "
              + Printable.quote(proposal.base())
              + " lacks: it was merged meanwhile, and nothing is left to do.");
    }
    if (refusal.status() >= 500 || refusal.says("A pull request already exists")) {
      return existing(proposal).orElseThrow(() -> notShown(tried, refusal));
    }
    throw refusal.toFault(tried, WRITE);
  }

  private RuntimeException notShown(String tried, Refusal refusal) {
    return refusal.status() >= 500
        ? refusal.toFault(tried, WRITE)
        : new TransientFault(
            "Tried to " + tried + ", but GitHub has one already and does not list it yet.");
  }

  private Optional<PullRequest> existing(Proposal proposal) {
    return find(proposal.head(), proposal.base()).stream().filter(PullRequest::isOpen).findFirst();
  }

  @Override
  public PullRequest rewrite(int number, String title, String body) {
    return Calls.run(
        "rewrite " + name(number),
        WRITE,
        () ->
            Pulls.value(
                endpoint.send(
                    "PATCH",
                    "pulls/" + number,
                    mapper.valueToTree(Map.of("title", title, "body", body)))));
  }

  @Override
  public List<String> decorate(int number, Decoration decoration) {
    return decoration.isEmpty() ? List.of() : decorator.decorate(number, decoration);
  }

  @Override
  public List<String> milestone(int number, int milestone, boolean fresh) {
    boolean known =
        !fresh
            && Calls.run(
                "read the history of " + name(number),
                READ,
                () -> conversations.wasOnMilestone(number));
    return known ? List.of() : decorator.milestone(number, milestone);
  }

  @Override
  public boolean isVerified(CommitId commit) {
    try {
      return Calls.run(
              "look at commit " + commit.abbreviated(),
              "contents: read",
              () -> endpoint.get("commits", commit.value()))
          .at("/commit/verification/verified")
          .asBoolean();
    } catch (Fault e) {
      return false;
    }
  }

  @Override
  public void comment(int number, String body) {
    Calls.run(
        "comment on " + name(number),
        WRITE,
        () ->
            endpoint.send(
                "POST",
                "issues/" + number + "/comments",
                mapper.valueToTree(Map.of("body", body))));
  }

  @Override
  public void close(int number) {
    Calls.run(
        "close " + name(number),
        WRITE,
        () ->
            endpoint.send(
                "PATCH", "pulls/" + number, mapper.valueToTree(Map.of("state", "closed"))));
  }

  @Override
  public List<Comment> comments(int number) {
    return Calls.run(
        "read the comments on " + name(number), READ, () -> conversations.comments(number));
  }

  @Override
  public boolean mayWrite(String login) {
    return Calls.run(
        "ask what " + Printable.quote(login) + " may do in " + settings.slug(),
        "metadata: read",
        () -> conversations.mayWrite(login));
  }

  @Override
  public void react(long comment, Reaction reaction) {
    Calls.run("answer a comment", WRITE, () -> conversations.react(comment, reaction));
  }

  @Override
  public Pace pace(String base, String prefix, Instant since) {
    return Calls.run(
        "count pull requests of " + settings.slug(), READ, () -> lists.pace(base, prefix, since));
  }

  @Override
  public Standing standing(int number) {
    return Calls.run("look at " + name(number), READ, () -> merging.standing(number));
  }

  @Override
  public Decoration history(int number) {
    return Calls.run(
        "read the history of " + name(number), READ, () -> conversations.history(number));
  }

  @Override
  public boolean wasReopened(int number) {
    return Calls.run(
        "read the history of " + name(number), READ, () -> conversations.wasReopened(number));
  }

  @Override
  public List<String> autoMerge(PullRequest pullRequest, Method method, String title) {
    return Calls.run(
        "let GitHub merge " + name(pullRequest.number()),
        WRITE,
        () -> merging.enable(pullRequest, method, title));
  }

  @Override
  public Optional<WebPages.Style> style() {
    return Optional.of(WebPages.Style.GITHUB);
  }

  @Override
  public Optional<CommitRange> between(WebPages repository, String from, String to) {
    try {
      return Calls.unrefused(
          "compare commits", () -> compares.between(repository.path(), from, to));
    } catch (Refusal | UserFault e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Commits> commits(String base) {
    boolean made =
        switch (settings.commitMode()) {
          case API -> true;
          case GIT -> signaturesRequired(base);
          case AUTO ->
              settings.credentials() instanceof Credentials.App || signaturesRequired(base);
        };
    return made ? Optional.of(data) : Optional.empty();
  }

  @Override
  public Optional<Announcer> announcer() {
    return Optional.of(announcements);
  }

  // We push without a key of a user that GitHub knows; what it makes itself, it signs.
  private boolean signaturesRequired(String base) {
    return Calls.run(
        "read the rules of " + Printable.quote(base),
        "metadata: read",
        () -> rules.signaturesRequired(base));
  }

  private GHRepository repository() {
    GHRepository known = repository;
    if (known == null) {
      known =
          Calls.run(
              "read the repository " + settings.slug(),
              "metadata: read",
              () -> connection.api().getRepository(settings.slug()));
      repository = known;
    }
    return known;
  }

  private String name(int number) {
    return "pull request " + number + " of " + settings.slug();
  }
}
