package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.pull.Background;
import dev.tagboat.bot.pull.Before;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Comparison;
import dev.tagboat.bot.pull.PullRequestText;
import dev.tagboat.bot.pull.Signature;
import dev.tagboat.bot.pull.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a reviewer wants to know of a change beyond what is pushed: what is replaced, and
 * which commits lie between. Only for what was pushed now; the rest was found out when that was.
 */
final class Research {
  /** Of how many images of one pull request the old side is looked at. */
  private static final int MAX_IMAGES = 50;

  /** Of how many images of one pull request the commits are listed, one request each. */
  private static final int MAX_RANGES = 10;

  private final Session session;
  private final List<Candidate> candidates;
  private final String body;
  private int images;
  private int ranges;

  /**
   * @param body of the pull request that is open; empty when there is none
   */
  Research(Session session, List<Candidate> candidates, String body) {
    this.session = session;
    this.candidates = candidates;
    this.body = body;
  }

  Change of(Change change) {
    List<Change.Version> versions =
        change.versions().stream().map(version -> of(change, version)).toList();
    return new Change(change.group(), versions, change.places(), change.base());
  }

  private Change.Version of(Change change, Change.Version version) {
    Before written = change.before(version);
    Optional<Candidate> pushed = Changes.candidate(version, candidates);
    if (pushed.isEmpty()) {
      return version.with(Background.of(written));
    }
    boolean look = images < MAX_IMAGES;
    images++;
    Before before = look ? session.lookback().at(version.image(), written) : written;
    Background first =
        new Background(
            before,
            null,
            pushed.get().announced(),
            pushed.get().push().digest(),
            signature(version),
            before.settled());
    return commits(change, version.with(first));
  }

  private Change.Version commits(Change change, Change.Version version) {
    Comparison compared = Comparison.of(change, version);
    SourceRange source = compared.source();
    WebPages pages = source.pages();
    WebPages ours = change.base().pages();
    String from = source.from();
    String to = source.to();
    if (pages == null
        || ours == null
        || !pages.isBeside(ours)
        || !source.isRange()
        || from == null
        || to == null
        || PullRequestText.isSettled(compared, body)
        || ranges++ >= MAX_RANGES) {
      return version;
    }
    return with(version, pages, from, to);
  }

  private Change.Version with(Change.Version version, WebPages pages, String from, String to) {
    Background known = version.background();
    Forge forge = session.target().forge();
    try {
      CommitRange range = forge.between(pages, from, to).orElse(null);
      return version.with(known.with(range, known.settled()));
    } catch (TransientFault fault) {
      return version.with(known.with(null, false));
    }
  }

  private static Signature signature(Change.Version version) {
    SignatureVerdict verdict = version.signature();
    if (verdict instanceof SignatureVerdict.VerifiedByKey by) {
      return Signature.verified(by.key());
    }
    return verdict instanceof SignatureVerdict.VerifiedByIdentity by
        ? Signature.verified(by.identity() + ", vouched for by " + by.issuer())
        : Signature.of(version.seen());
  }
}
