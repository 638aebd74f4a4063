package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch of a git repo, fetched into a bare clone. Whatever goes wrong is a value, and a revision
 * is only given out when all its files could be read.
 */
public final class GitSource implements Source {
  private final SourceConfig config;
  private final Limits limits;
  private final Path directory;
  private final boolean temporary;
  private final Upkeep upkeep;
  private String recloned = "";
  private boolean damaged;

  private GitSource(SourceConfig config, Limits limits, Path directory, boolean temporary) {
    this.config = config;
    this.limits = limits;
    this.directory = directory;
    this.temporary = temporary;
    this.upkeep = new Upkeep(config, limits, directory);
  }

  /**
   * @param data where the clone is kept; empty for a private folder that is deleted at the end
   * @throws UserFault when there can be no such folder
   */
  public static GitSource open(SourceConfig config, Limits limits, Optional<Path> data) {
    QuietSystem.install();
    try {
      Path parent = data.isPresent() ? data.get() : Files.createTempDirectory("tagboat-applier-");
      GitSource source =
          new GitSource(config, limits, parent.resolve("config.git"), data.isEmpty());
      source.upkeep.recover();
      return source;
    } catch (IOException e) {
      throw new UserFault("there is no place for a clone: " + e.getMessage(), e);
    }
  }

  @Override
  public Fetched fetch(Supplier<Known> known) {
    Fetched fetched = damaged ? anew(known) : ordinary(known);
    if (fetched instanceof Fetched.Ready ready) {
      upkeep.afterReading(ready.revision().commit());
    }
    return fetched;
  }

  private Fetched ordinary(Supplier<Known> known) {
    try (Clone clone = Clone.open(directory)) {
      return attempt(clone, known, false);
    } catch (IOException | RuntimeException e) {
      return afterFailure(e, known);
    }
  }

  private Fetched afterFailure(Exception failure, Supplier<Known> known) {
    if (failure instanceof UserFault) {
      return new Fetched.Failed(
          new SourceFault(SourceFault.Kind.REFUSED, String.valueOf(failure.getMessage())));
    }
    if (failure instanceof Fault fault) {
      throw fault;
    }
    return GitFaults.isDamage(failure) ? anew(known) : failed(failure);
  }

  // Beside the old one, which may still hold what was applied last: only a good one replaces it.
  private Fetched anew(Supplier<Known> known) {
    Path beside = upkeep.beside();
    try {
      Clone.delete(beside);
      try (Clone fresh = Clone.open(beside)) {
        Fetched fetched = attempt(fresh, known, true);
        if (!(fetched instanceof Fetched.Ready)) {
          return fetched;
        }
        takeKept(fresh);
        upkeep.swap();
        damaged = false;
        return fetched;
      } finally {
        Clone.delete(beside);
      }
    } catch (Fault e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private void takeKept(Clone fresh) {
    try (Clone old = Clone.open(directory)) {
      new KeptRef(fresh.repository(), config).takeFrom(old.repository(), config);
    } catch (IOException | RuntimeException e) {
      // It is too damaged to say; the next revision that is applied will be kept.
      return;
    }
  }

  private Fetched attempt(Clone clone, Supplier<Known> known, boolean fresh) throws IOException {
    Fetching fetching = new Fetching(clone.repository(), config);
    Optional<ObjectId> head = fetching.ask();
    if (head.isEmpty()) {
      return new Fetched.Failed(
          new SourceFault(
              SourceFault.Kind.BRANCH_GONE,
              config.url() + " has no branch " + config.branch() + ". Check source.branch."));
    }
    String commit = head.get().name();
    Known asked = known.get();
    if (asked.held().equals(Optional.of(commit))) {
      return new Fetched.Same();
    }
    Optional<String> applied = asked.applied();
    boolean here = applied.equals(Optional.of(commit)) && fetching.has(head.get());
    boolean ordinary = here || fetching.fetch(head.get(), applied);
    if (!ordinary && !asked.accepted().equals(Optional.of(commit))) {
      boolean lost = !fetching.has(ObjectId.fromString(applied.orElse("")));
      if (!fresh && lost && !recloned.equals(commit)) {
        // A clone that lost the old commit looks the same; a fresh one decides.
        recloned = commit;
        return anew(known);
      }
      return new Fetched.Failed(rewritten(commit, applied.orElse("")));
    }
    return read(clone, head.get());
  }

  private Fetched read(Clone clone, ObjectId head) throws IOException {
    Optional<String> objection =
        new Signatures(config.signers()).objection(clone.repository(), head);
    if (objection.isPresent()) {
      return new Fetched.Failed(unsigned(head, objection.get()));
    }
    String commit = head.name();
    List<SourceFile> files = new TreeReader(clone.repository(), limits).read(commit, config.path());
    return new Fetched.Ready(new FetchedRevision(directory, limits, commit, files));
  }

  private SourceFault unsigned(ObjectId head, String why) {
    return new SourceFault(
        SourceFault.Kind.UNSIGNED,
        "the head of "
            + config.branch()
            + ", "
            + head.name()
            + ", is not signed by a key that source.verify lists: "
            + why
            + ". Nothing is changed. Sign a commit on top of it with a listed key, or list this"
            + " key");
  }

  private SourceFault rewritten(String commit, String applied) {
    return new SourceFault(
        SourceFault.Kind.REWRITTEN,
        "the history of "
            + config.branch()
            + " was rewritten: "
            + commit
            + " does not descend from "
            + applied
            + ", which was applied last. Nothing is changed. If this was meant, accept it: once"
            + " --accept-rewrite "
            + commit);
  }

  private Fetched failed(Exception failure) {
    if (failure instanceof UnopenedException unopened) {
      return new Fetched.Failed(GitFaults.local(unopened));
    }
    String tried = "fetching " + config.branch() + " from " + config.url();
    SourceFault fault = GitFaults.of(tried, config, failure);
    String sentence = Redaction.of(config).of(fault.sentence());
    return new Fetched.Failed(new SourceFault(fault.kind(), sentence));
  }

  @Override
  public void keep(String commit) {
    try (Clone clone = Clone.open(directory)) {
      new KeptRef(clone.repository(), config).write(ObjectId.fromString(commit));
    } catch (IOException | RuntimeException e) {
      damaged = true;
      throw new TransientFault(
          "the clone does not remember which commit is to be applied: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Revision> kept() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Clone clone = Clone.open(directory)) {
      Optional<ObjectId> commit = new KeptRef(clone.repository(), config).read();
      return commit.isPresent() && read(clone, commit.get()) instanceof Fetched.Ready ready
          ? Optional.of(ready.revision())
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Damaged, too: then there is none. What was wrong is told by the fetch that failed.
      return Optional.empty();
    }
  }

  @Override
  public boolean canPush() {
    try (Clone clone = Clone.open(directory);
        Connection connection = Connection.open(clone.repository(), config)) {
      connection.transport().openPush().close();
      return true;
    } catch (TransportException | NotSupportedException e) {
      return false;
    } catch (IOException e) {
      throw new TransientFault(
          "asking whether the git key may push failed: "
              + Redaction.of(config).of(String.valueOf(e.getMessage())),
          e);
    }
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Clone.delete(directory.resolveSibling(""));
      } catch (IOException e) {
        // A folder of the system's temporary ones: whoever clears these clears it too.
        return;
      }
    }
  }
}
