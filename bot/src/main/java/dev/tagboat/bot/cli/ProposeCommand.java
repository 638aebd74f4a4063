package dev.tagboat.bot.cli;

import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.Announced;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.run.BumpRun;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Lookback;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Progress;
import dev.tagboat.bot.run.RegistryFacts;
import dev.tagboat.bot.run.Signatures;
import dev.tagboat.bot.run.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole way to a pull request. */
@Command(
    name = "propose",
    description = {
      "Confirms tags with their registries, and opens or updates one pull request for each image",
      "(or for each group, as .tagboat.yaml says).",
      "Running it again changes nothing."
    },
    footer = {
      "",
      "Environment: GITHUB_TOKEN, or TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE;"
          + " GITHUB_API_URL; TAGBOAT_GIT_USERNAME and TAGBOAT_GIT_PASSWORD for --forge git;"
          + " TAGBOAT_SIGNING_KEY_FILE with TAGBOAT_COMMITTER_EMAIL (and"
          + " TAGBOAT_SIGNING_PASSPHRASE_FILE) for signed commits.",
      "Exit code 1: an image was not proposed although it should be (the sentence says why).",
      "Example:",
      "  tagboat propose ghcr.io/acme/app:1.4.2 --dry-run \\",
      "      --repo https://github.com/acme/config.git"
    })
final class ProposeCommand extends Step {
  @Parameters(
      paramLabel = "IMAGE:TAG[@DIGEST]",
      arity = "1..*",
      description = "what was pushed; one pull request for each image")
  private List<String> references = new ArrayList<>();

  @Option(
      names = "--repo",
      paramLabel = "URL",
      required = true,
      description = "the clone URL of the config repo, without credentials in it")
  private String repo = "";

  @Option(
      names = "--branch",
      paramLabel = "B",
      defaultValue = "main",
      description = "the branch to change (default: main)")
  private String branch = "main";

  @Option(
      names = "--forge",
      paramLabel = "github|git",
      defaultValue = "github",
      completionCandidates = Forges.class,
      description = "github, or git to push the branch and open no pull request (default: github)")
  private String forge = "github";

  @Option(
      names = "--flavour",
      paramLabel = "none|gitlab|gitea|forgejo",
      completionCandidates = Flavours.class,
      description =
          "with --forge git, whose push options have the server open the request (default: none)")
  private @Nullable String flavour;

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description = "GitHub's REST API (default: GITHUB_API_URL, else by the clone URL)")
  private @Nullable String apiUrl;

  @Option(
      names = "--commit",
      paramLabel = "auto|git|api",
      defaultValue = "auto",
      completionCandidates = Modes.class,
      description =
          "git pushes the commit, api lets GitHub make it, auto is api for a GitHub App, else git"
              + " (default: auto)")
  private String commit = "auto";

  @Option(
      names = "--skip-registry",
      description =
          "do not ask the registry; the pull request says so, and places that are pinned"
              + " by digest stay as they are")
  private boolean skipRegistry;

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      description = "a registry that may be asked although it is at a private address; repeatable")
  private List<String> registries = new ArrayList<>();

  @Option(names = "--dry-run", description = "print the diff and the pull request's text only")
  private boolean dryRun;

  @Option(names = "--allow-downgrade", description = "also go back to an older tag")
  private boolean allowDowngrade;

  @Option(
      names = "--mirror",
      paramLabel = "DIR",
      description =
          "where a copy of the repo is kept for the next run (default:"
              + " $XDG_CACHE_HOME/tagboat, else ~/.cache/tagboat)")
  private @Nullable String mirror;

  @Option(
      names = "--retry",
      paramLabel = "TIME",
      description =
          "for how long to try again what trouble that passes held back, such as another job that"
              + " moves the same branch: 90s, 5m (default: once)")
  private @Nullable String retry;

  @Mixin private final PreferenceOptions preferences = new PreferenceOptions();

  @Mixin private SigstoreOption sigstore = new SigstoreOption();

  ProposeCommand(Context context) {
    super(context);
  }

  /** The words that {@code --forge} takes. */
  static final class Forges implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("github", "git").iterator();
    }
  }

  /** The words that {@code --flavour} takes. */
  static final class Flavours implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("none", "gitlab", "gitea", "forgejo").iterator();
    }
  }

  /** The words that {@code --commit} takes. */
  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("auto", "git", "api").iterator();
    }
  }

  @Override
  public Integer call() {
    List<Wanted> wanted = ReferenceArgument.wanted(references);
    TargetOptions options =
        new TargetOptions(context(), repo, branch, forge, flavour, commit, apiUrl, mirror);
    if (preferences.namesPeople() && commit.equals("api")) {
      throw new BadInput(
          "--author and --committer are for commits that are pushed; with --commit api GitHub names"
              + " the token's account.");
    }
    if (preferences.namesPeople() && context().env().containsKey("TAGBOAT_SIGNING_KEY_FILE")) {
      throw new BadInput(
          "A commit that is signed with TAGBOAT_SIGNING_KEY_FILE is by TAGBOAT_COMMITTER_EMAIL: leave"
              + " --author and --committer out.");
    }
    Target target = options.target(dryRun);
    Persistence persistence =
        new Persistence(context().clock(), Patience.of(retry), Patience::pause);
    OciRegistry registry = registry(wanted);
    BumpRun run = run(options, registry);
    Announced caller = Caller.of(context().env(), System.getProperty("user.name"));
    Evidence evidence =
        skipRegistry
            ? Evidence.none(wanted, caller)
            : Evidence.of(wanted, registry, caller, console()::progress);
    if (target.forge() instanceof UnaskedForge) {
      console()
          .note(
              "Without GITHUB_TOKEN nobody is asked for pull requests that are open or were"
                  + " closed.");
    }
    List<Candidate> candidates = evidence.candidates();
    Progress progress =
        (id, step, detail) ->
            console().progress(id + ": " + step.name().toLowerCase(Locale.ROOT) + " " + detail);
    List<Outcome> outcomes = new ArrayList<>(evidence.failures());
    if (!candidates.isEmpty()) {
      outcomes.addAll(
          persistence.propose(
              candidates,
              batch ->
                  dryRun
                      ? run.preview(target, batch, progress)
                      : run.propose(target, batch, progress)));
    }
    ProposeReport report = new ProposeReport(console(), outcomes, target.forge()::isVerified);
    if (json()) {
      report.json();
    } else {
      report.text();
    }
    return report.exitCode();
  }

  private BumpRun run(TargetOptions options, OciRegistry registry) {
    JGitRepositories repositories = new JGitRepositories(options.mirrors(), GitSettings.defaults());
    BumpRun run =
        new BumpRun(repositories, context().clock()).preferring(preferences.preferences());
    BumpRun asking =
        skipRegistry
            ? run
            : run.knowing(RegistryFacts.of(registry, context().clock()))
                .lookingBack(Lookback.of(registry))
                .verifying(
                    new Signatures(
                        registry::signature, sigstore.sigstore(context()), Duration.ZERO));
    return allowDowngrade ? asking.allowingDowngrades() : asking;
  }

  private OciRegistry registry(List<Wanted> wanted) {
    List<String> named = new ArrayList<>(registries);
    wanted.stream()
        .map(Wanted::image)
        .map(ImageName::registry)
        .filter(RegistrySettings::isThisMachine)
        .forEach(named::add);
    return Registries.any(named, context().clock());
  }
}
