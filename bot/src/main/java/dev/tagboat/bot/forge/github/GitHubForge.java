package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;

/**
 * Pull requests of one repository on GitHub or GitHub Enterprise. Keep one per repository: it holds
 * the App's token and the pause between writes. Safe for many threads.
 */
public final class GitHubForge implements Forge {
  private static final int MOST = 30;
  private static final String READ = "pull requests: read";
  private static final String WRITE = "pull requests: write";

  private final GitHubSettings settings;
  private final Connection connection;
  private final Endpoint endpoint;
  private final Decorator decorator;
  private final ObjectMapper mapper = new ObjectMapper();
  private volatile @Nullable GHRepository repository;

  private GitHubForge(GitHubSettings settings, Connection connection, Sleeper sleeper) {
    this.settings = settings;
    this.connection = connection;
    this.endpoint = new Endpoint(connection.rest(), settings);
    this.decorator = new Decorator(this::repository, endpoint, sleeper);
  }

  /**
   * Connects without a request; the first call finds out whether the credentials work.
   *
   * @param shared connections, timeouts and network interceptors are taken over from it
   */
  public static GitHubForge connect(GitHubSettings settings, OkHttpClient shared, Clock clock) {
    return connect(settings, shared, clock, Sleeper.THREAD);
  }

  static GitHubForge connect(
      GitHubSettings settings, OkHttpClient shared, Clock clock, Sleeper sleeper) {
    return new GitHubForge(settings, Connection.of(settings, shared, clock, sleeper), sleeper);
  }

  /** The same credentials for git over HTTPS; each call answers ones that are still good. */
  public Supplier<GitRemote.Login> login() {
    return () -> new GitRemote.Login("x-access-token", connection.tokens().get());
  }

  @Override
  public List<PullRequest> find(String head, String base) {
    return Calls.run("list pull requests of " + settings.slug(), READ, () -> list(head, base));
  }

  private List<PullRequest> list(String head, String base) throws IOException {
    List<PullRequest> found = new ArrayList<>();
    Iterable<GHPullRequest> pages =
        repository()
            .queryPullRequests()
            .state(GHIssueState.ALL)
            .head(settings.owner() + ":" + head)
            .base(base)
            .sort(GHPullRequestQueryBuilder.Sort.CREATED)
            .direction(GHDirection.DESC)
            .list()
            .withPageSize(MOST);
    for (GHPullRequest pull : pages) {
      // GitHub ignores a head it cannot parse and then lists everybody's, those of forks too.
      if (isOurs(pull, head, base)) {
        found.add(Pulls.value(pull));
      }
      if (found.size() == MOST) {
        break;
      }
    }
    return List.copyOf(found);
  }

  private boolean isOurs(GHPullRequest pull, String head, String base) {
    return pull.getHead() != null
        && pull.getBase() != null
        && (settings.owner() + ":" + head).equalsIgnoreCase(pull.getHead().getLabel())
        && head.equals(pull.getHead().getRef())
        && base.equals(pull.getBase().getRef());
  }

  @Override
  public Optional<PullRequest> get(int number) {
    String tried = "read " + name(number);
    repository();
    try {
      return Optional.of(
          Calls.unrefused(tried, () -> Pulls.value(repository().getPullRequest(number))));
    } catch (Refusal e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e.toFault(tried, READ);
    }
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    String tried = "open a pull request in " + settings.slug();
    repository();
    try {
      return Optional.of(Calls.unrefused(tried, () -> Pulls.value(create(proposal))));
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

  private GHPullRequest create(Proposal proposal) throws IOException {
    return repository()
        .createPullRequest(
            proposal.title(),
            proposal.head(),
            proposal.base(),
            proposal.body(),
            true,
            proposal.draft());
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
