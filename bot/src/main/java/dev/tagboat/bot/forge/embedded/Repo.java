package dev.tagboat.bot.forge.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;

/** One repository: git on disk, everything else in memory. Guarded by the {@link Store}'s lock. */
final class Repo {
  static final String DEFAULT_BRANCH = "main";

  private final long id;
  private final String owner;
  private final String name;
  private final Repository git;
  private final NavigableMap<Integer, Pull> pulls = new TreeMap<>();
  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final Map<String, Protection> protections = new LinkedHashMap<>();
  private final List<Comment> comments = new ArrayList<>();
  private final List<React> reactions = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final Map<String, String> roles = new LinkedHashMap<>();
  private final List<CommitStatus> statuses = new ArrayList<>();
  private final List<CheckRun> checks = new ArrayList<>();
  private final List<Deployment> deployments = new ArrayList<>();

  Repo(long id, String owner, String name, Repository git) {
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.git = git;
  }

  long id() {
    return id;
  }

  String owner() {
    return owner;
  }

  String name() {
    return name;
  }

  String fullName() {
    return owner + "/" + name;
  }

  Repository git() {
    return git;
  }

  Collection<Pull> pulls() {
    return pulls.values();
  }

  Optional<Pull> pull(int number) {
    return Optional.ofNullable(pulls.get(number));
  }

  /** Stores the newest version of a pull request. */
  Pull put(Pull pull) {
    pulls.put(pull.number(), pull);
    return pull;
  }

  int nextNumber() {
    return pulls.isEmpty() ? 1 : pulls.lastKey() + 1;
  }

  Collection<Label> labels() {
    return labels.values();
  }

  // GitHub compares the names of labels without regard to case.
  Optional<Label> label(String label) {
    return Optional.ofNullable(labels.get(label.toLowerCase(Locale.ROOT)));
  }

  Label put(Label label) {
    labels.put(label.name().toLowerCase(Locale.ROOT), label);
    return label;
  }

  Optional<Protection> protection(String branch) {
    return Optional.ofNullable(protections.get(branch));
  }

  Collection<Protection> protections() {
    return protections.values();
  }

  void protect(Protection protection) {
    protections.put(protection.branch(), protection);
  }

  List<Comment> comments() {
    return comments;
  }

  List<Comment> comments(int number) {
    return comments.stream().filter(comment -> comment.number() == number).toList();
  }

  List<React> reactions() {
    return reactions;
  }

  List<React> reactions(long comment) {
    return reactions.stream().filter(react -> react.comment() == comment).toList();
  }

  List<Happening> happenings() {
    return happenings;
  }

  /** How the pull request came to the milestone that it is on. */
  Optional<Happening> milestone(int number) {
    return happenings(number).stream()
        .filter(happening -> happening.event().equals("milestoned"))
        .reduce((first, last) -> last);
  }

  List<Happening> happenings(int number) {
    return happenings.stream().filter(event -> event.number() == number).toList();
  }

  Map<String, String> roles() {
    return roles;
  }

  /** What somebody may do: {@code admin maintain write triage read}, or {@code none}. */
  String role(String login) {
    return roles.getOrDefault(login, "none");
  }

  List<CommitStatus> statuses() {
    return statuses;
  }

  List<CheckRun> checks() {
    return checks;
  }

  List<Deployment> deployments() {
    return deployments;
  }
}
