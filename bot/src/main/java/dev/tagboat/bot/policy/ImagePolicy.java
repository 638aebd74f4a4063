package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.image.TagText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole rule for an image: what of a tag is compared, by what policy, what is filtered out
 * before, and what the image must be like. Pure.
 */
public final class ImagePolicy {
  private final PolicyKind kind;
  private final TagFilter filter;
  private final @Nullable Extract extract;
  private final TagPolicy policy;
  private final ImageDemands demands;
  private final boolean adopts;

  /**
   * @param kind the nearest policy of {@code .tagboat.yaml}, for people
   * @param extract null to compare the tag itself
   * @param adopts whether a current tag that the policy cannot compare with is replaced all the
   *     same
   */
  ImagePolicy(
      PolicyKind kind,
      TagFilter filter,
      @Nullable Extract extract,
      TagPolicy policy,
      ImageDemands demands,
      boolean adopts) {
    this.kind = kind;
    this.filter = filter;
    this.extract = extract;
    this.policy = policy;
    this.demands = demands;
    this.adopts = adopts;
  }

  /**
   * A rule with a value that means nothing gives a policy that lets nothing pass and says why. Of a
   * signature that the rule asks for, a policy knows nothing.
   */
  public static ImagePolicy of(ImageRule rule) {
    return of(rule, false);
  }

  /**
   * The same, where {@code numeric} and {@code alphabetical} follow the lower tag.
   *
   * @throws IllegalArgumentException for any other policy, which has one direction only
   */
  public static ImagePolicy descending(ImageRule rule) {
    if (rule.policy() != PolicyKind.NUMERIC && rule.policy() != PolicyKind.ALPHABETICAL) {
      throw new IllegalArgumentException(
          "order goes with policy numeric and alphabetical only, not with " + rule.policy().key());
    }
    return of(rule, true);
  }

  private static ImagePolicy of(ImageRule rule, boolean descending) {
    List<RuleProblem> problems = problems(rule);
    if (!problems.isEmpty()) {
      RuleProblem problem = problems.get(0);
      return closed(
          rule.policy(),
          "the rule for " + rule.name() + " in .tagboat.yaml is wrong: " + problem.sentence());
    }
    return new ImagePolicy(
        rule.policy(),
        RulePolicies.filter(rule),
        RulePolicies.extract(rule),
        RulePolicies.policy(rule, descending),
        ImageDemands.of(rule.minimumAge(), rule.platforms()),
        RulePolicies.adopts(rule));
  }

  /** Lets nothing pass, and says why. */
  public static ImagePolicy closed(PolicyKind kind, String sentence) {
    return new ImagePolicy(
        kind, TagFilter.NONE, null, FixedPolicy.closed(sentence), ImageDemands.NONE, false);
  }

  /** What of the rule means nothing; empty when all is well. */
  public static List<RuleProblem> problems(ImageRule rule) {
    return RulePolicies.problems(rule);
  }

  public PolicyKind kind() {
    return kind;
  }

  /** Whether nothing ever passes, whatever the candidate: no need to look for one. */
  public boolean isClosed() {
    return policy.isClosed();
  }

  /** The only tag that can pass, whatever there is; empty when there may be others. */
  public Optional<Tag> only() {
    return policy.only();
  }

  /** Whether it asks when images were made. */
  public boolean needsCreated() {
    return policy.needsCreated() || demands.minimumAge() != null;
  }

  /** Whether tags that it sees no difference between differ in spelling only. */
  boolean ordersBySpelling() {
    return !policy.needsCreated();
  }

  /** Whether it asks what images run on. */
  public boolean needsPlatforms() {
    return !demands.platforms().isEmpty();
  }

  /** The same with nothing known of the images but their tags. */
  public Decision decide(TagText current, TagText candidate, boolean allowDowngrade) {
    return decide(current, candidate, allowDowngrade, ImageFacts.none());
  }

  /**
   * Whether {@code candidate} may replace {@code current}. Where both are the same tag, whether its
   * digest may move.
   */
  public Decision decide(
      TagText current, TagText candidate, boolean allowDowngrade, ImageFacts facts) {
    return withDemands(byTag(current, candidate, allowDowngrade, facts), candidate, facts);
  }

  /** The same with nothing known of the images but their tags. */
  public Decision admit(TagText candidate) {
    return admit(candidate, ImageFacts.none());
  }

  /** Whether the rule takes {@code candidate}, as far as that can be said without a current tag. */
  public Decision admit(TagText candidate, ImageFacts facts) {
    return withDemands(byTag(null, candidate, false, facts), candidate, facts);
  }

  private Decision withDemands(Decision byTag, TagText candidate, ImageFacts facts) {
    return byTag.isAccepted() ? demanded(candidate, facts).orElse(byTag) : byTag;
  }

  /** The refusal of an accepted tag for what its image is like. */
  Optional<Decision> demanded(TagText candidate, ImageFacts facts) {
    return demands.refuse(new Subject(candidate, candidate.value(), facts));
  }

  boolean demandsNothing() {
    return demands.isNone();
  }

  /**
   * The decision without the demands on the image.
   *
   * @param current null when nothing runs
   */
  Decision byTag(
      @Nullable TagText current, TagText candidate, boolean allowDowngrade, ImageFacts facts) {
    Optional<Decision> refused = filter.refuse(candidate);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (candidate.equals(current) && !isClosed()) {
      return new Decision.Accepted(candidate + " points to another image now");
    }
    Subject next = subject(candidate, facts);
    if (next.text().isEmpty()) {
      return Decision.no(
          Rejection.NOT_EXTRACTED, "extract takes nothing from " + candidate + " to compare");
    }
    return current == null
        ? policy.admit(next)
        : byPolicy(currentSubject(current, facts), next, allowDowngrade);
  }

  private Decision byPolicy(Subject now, Subject next, boolean allowDowngrade) {
    Decision decision = policy.decide(now, next, allowDowngrade);
    boolean incomparable =
        decision instanceof Decision.Rejected no && no.kind() == Rejection.NO_ORDER;
    return adopts && incomparable
        ? new Decision.Accepted(
            policy.admit(next).sentence()
                + ", and "
                + now.tag()
                + " is not of the kind that the rule follows")
        : decision;
  }

  /** Which of two accepted tags is higher, by their names; 0 when the policy sees no difference. */
  public int compare(TagText a, TagText b) {
    return compare(a, b, ImageFacts.none());
  }

  /**
   * Whether {@code candidate} may go where a tag is to be written and nobody knows which one holds
   * now. What goes by the current tag has nothing against it then.
   */
  public Decision decideUnknown(TagText candidate, ImageFacts facts) {
    Decision decision = admit(candidate, facts);
    return decision instanceof Decision.Rejected no && no.kind() == Rejection.NO_ORDER
        ? new Decision.Accepted("no tag is written there yet, so it gets " + candidate)
        : decision;
  }

  /** Which of two accepted tags is higher; 0 when the policy sees no difference. */
  public int compare(TagText a, TagText b, ImageFacts facts) {
    return policy.compare(subject(a, facts), subject(b, facts));
  }

  private Subject subject(TagText tag, ImageFacts facts) {
    String text = extract == null ? tag.value() : extract.from(tag).orElse("");
    return new Subject(tag, text, facts);
  }

  // In byte order any two tags can be compared; outside of what allow means, that says nothing.
  private Subject currentSubject(TagText tag, ImageFacts facts) {
    boolean foreign = adopts && kind == PolicyKind.ALPHABETICAL && filter.refuse(tag).isPresent();
    return foreign ? new Subject(tag, "", facts) : subject(tag, facts);
  }
}
