package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.config.PullRequestSettings.Method;
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
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRemote;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests of one repository on GitHub or GitHub Enterprise. Keep one per repository: it holds
 * the App's token and the pause between writes. Safe for many threads.
 */
public final class GitHubForge implements Forge {
  private final GitHubSettings settings;
  private final Connection connection;
  private final Reads reads;
  private final Opening opening;
  private final Writes writes;
  private final Decorator decorator;
  private final BranchRules rules;
  private final Merging merging;
  private final GitData data;
  private final AtOnce atOnce;
  private final Announcements announcements;

  private GitHubForge(
      GitHubSettings settings, Connection connection, Clock clock, Sleeper sleeper) {
    GraphQl graph = new GraphQl(connection.rest(), settings.graphQlUrl());
    Endpoint endpoint = new Endpoint(connection.rest(), settings);
    KnownRepository repository = new KnownRepository(settings, connection);
    Conversations conversations = new Conversations(endpoint);
    Compares compares = new Compares(connection.rest(), settings);
    this.settings = settings;
    this.connection = connection;
    this.reads = new Reads(settings, endpoint, repository, conversations, compares);
    NodeIds ids = new NodeIds();
    this.opening = new Opening(settings, endpoint, reads, ids);
    this.writes = new Writes(settings, endpoint, conversations);
    this.decorator = new Decorator(repository, endpoint, sleeper, new Marks(graph, ids));
    this.rules = new BranchRules(endpoint, clock);
    this.merging = new Merging(graph, endpoint, rules, settings);
    this.data = new GitData(endpoint, graph, settings, ids);
    this.atOnce = new AtOnce(graph, settings, rules, data, reads, ids);
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

  static GitHubForge connect(
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
    return reads.find(head, base);
  }

  @Override
  public Optional<PullRequest> get(int number) {
    return reads.get(number);
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    return Optional.of(opening.open(proposal));
  }

  @Override
  public PullRequest rewrite(int number, String title, String body) {
    return writes.rewrite(number, title, body);
  }

  @Override
  public Reading read(Subject subject) {
    boolean unused = mayAskTeams(subject.marks());
    Reading later = Forge.super.read(subject);
    return atOnce.read(subject, later).orElse(later);
  }

  @Override
  public List<String> decorate(
      int number, Decoration decoration, @Nullable Integer milestone, boolean fresh) {
    Integer wanted =
        milestone == null || (!fresh && reads.wasOnMilestone(number)) ? null : milestone;
    List<String> warnings = new ArrayList<>();
    Decoration possible = decoration;
    if (!mayAskTeams(decoration)) {
      possible =
          new Decoration(
              decoration.labels(), decoration.reviewers(), List.of(), decoration.assignees());
      warnings.add(AppPermission.withoutMembers(decoration.teamReviewers()));
    }
    if (!possible.isEmpty() || wanted != null) {
      warnings.addAll(decorator.decorate(number, new Marks.Wish(possible, wanted), fresh));
    }
    return List.copyOf(warnings);
  }

  // An App's token is made for it only where it is needed.
  private boolean mayAskTeams(Decoration marks) {
    return marks.teamReviewers().isEmpty()
        || !(connection.tokens() instanceof InstallationTokens tokens)
        || tokens.carry(AppPermission.MEMBERS);
  }

  @Override
  public boolean isVerified(CommitId commit) {
    return reads.isVerified(commit);
  }

  @Override
  public void comment(int number, String body) {
    writes.comment(number, body);
  }

  @Override
  public void close(int number) {
    writes.close(number);
  }

  @Override
  public List<Comment> comments(int number) {
    return reads.comments(number);
  }

  @Override
  public boolean mayWrite(String login) {
    return reads.mayWrite(login);
  }

  @Override
  public void react(long comment, Reaction reaction) {
    writes.react(comment, reaction);
  }

  @Override
  public Pace pace(String base, String prefix, Instant since) {
    return reads.pace(base, prefix, since);
  }

  @Override
  public Standing standing(int number) {
    return merging.standing(number);
  }

  @Override
  public Decoration history(int number) {
    return reads.history(number);
  }

  @Override
  public boolean wasReopened(int number) {
    return reads.wasReopened(number);
  }

  @Override
  public List<String> autoMerge(PullRequest pullRequest, Method method, String title) {
    return merging.enable(pullRequest, method, title);
  }

  @Override
  public Optional<WebPages.Style> style() {
    return Optional.of(WebPages.Style.GITHUB);
  }

  @Override
  public Optional<CommitRange> between(WebPages repository, String from, String to) {
    return reads.between(repository, from, to);
  }

  // We push without a key of a user that GitHub knows; what it makes itself, it signs.
  @Override
  public Optional<Commits> commits(String base) {
    boolean made = !settings.asksForRules() || rules.signaturesRequired(base);
    return made ? Optional.of(data) : Optional.empty();
  }

  @Override
  public boolean isOurs(CommitId commit) {
    return data.isOurs(commit);
  }

  @Override
  public Optional<Announcer> announcer() {
    return Optional.of(announcements);
  }
}
