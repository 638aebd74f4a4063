package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Comment;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The comments of one text that say something about a place: our own {@code # tagboat: …} on the
 * line of a value or right above it, and Flux's setters where Flux looks for them (its {@code
 * kyaml}: behind the value; above it only for an item of a sequence).
 */
final class Markers {
  private static final Pattern OWN = Pattern.compile("#+[ \\t]*[Tt]agboat:[ \\t]*(.*?)[ \\t]*");

  private final YamlFile file;
  private final boolean hasOwn;
  private final boolean hasFlux;
  private final Set<Integer> used = new HashSet<>();

  private Markers(YamlFile file, boolean hasFlux) {
    this.file = file;
    this.hasOwn = file.text().contains("agboat:");
    this.hasFlux = hasFlux;
  }

  static Markers ofFile(YamlFile file) {
    return new Markers(file, FluxSetter.mayBeIn(file.text()));
  }

  /** Of a text inside a file: Flux does not look there. */
  static Markers ofNested(YamlFile file) {
    return new Markers(file, false);
  }

  YamlFile file() {
    return file;
  }

  /** Whether there can be any. */
  boolean any() {
    return hasOwn || hasFlux;
  }

  boolean hasOwn() {
    return hasOwn;
  }

  boolean hasFlux() {
    return hasFlux;
  }

  /** Whether a comment was found to belong to a value. */
  boolean isUsed(Comment comment) {
    return used.contains(comment.start());
  }

  /** What a comment says about the value of a scalar that is a place; ours before Flux's. */
  Optional<Hint> hint(YamlScalar scalar) {
    own(scalar).map(Comment::start).ifPresent(used::add);
    return look(scalar);
  }

  /** The same while nobody knows whether the scalar is a place. */
  Optional<Hint> look(YamlScalar scalar) {
    Optional<Hint> setter = hasFlux ? flux(scalar) : Optional.empty();
    return own(scalar).map(this::ours).or(() -> setter);
  }

  /** What a comment of ours on the line of a key, or right above it, says. */
  Optional<Hint> own(YamlNode key) {
    Optional<Comment> comment = key instanceof YamlScalar scalar ? own(scalar) : Optional.empty();
    comment.map(Comment::start).ifPresent(used::add);
    return comment.map(this::ours);
  }

  private Optional<Comment> own(YamlScalar scalar) {
    if (!hasOwn) {
      return Optional.empty();
    }
    return file.commentBehind(scalar)
        .filter(Markers::isOwn)
        .or(() -> file.commentAtEndOfLine(scalar).filter(Markers::isOwn))
        .or(() -> file.commentAbove(scalar.start()).filter(Markers::isOwn));
  }

  /** Whether a comment is one of ours. */
  static boolean isOwn(Comment comment) {
    return OWN.matcher(comment.text()).matches();
  }

  private Hint ours(Comment comment) {
    Matcher matcher = OWN.matcher(comment.text());
    return new Hint.Comment(
        file.position(comment.start()), matcher.matches() ? matcher.group(1) : "");
  }

  private Optional<Hint> flux(YamlScalar scalar) {
    @Nullable Comment comment = fluxComment(scalar).orElse(null);
    if (comment == null) {
      return Optional.empty();
    }
    Position at = file.position(comment.start());
    Optional<FluxSetter> setter = FluxSetter.parse(comment.text());
    setter.ifPresent(effective -> used.add(comment.start()));
    return setter.isEmpty() && FluxSetter.isMeant(comment.text())
        ? Optional.of(new Hint.Ineffective(at, FluxSetter.trouble(comment.text())))
        : setter.map(effective -> effective.at(at));
  }

  private Optional<Comment> fluxComment(YamlScalar scalar) {
    Optional<Comment> behind = file.commentBehind(scalar);
    return behind.isPresent() || !isItem(scalar) ? behind : file.commentAbove(scalar.start());
  }

  // Between the start of an item's line and the item stand only its dash and the dashes around it.
  private boolean isItem(YamlScalar scalar) {
    int at = scalar.start();
    boolean dash = false;
    while (at > 0 && "- \t".indexOf(file.text().charAt(at - 1)) >= 0) {
      at--;
      dash |= file.text().charAt(at) == '-';
    }
    return dash && (at == 0 || "\r\n".indexOf(file.text().charAt(at - 1)) >= 0);
  }
}
