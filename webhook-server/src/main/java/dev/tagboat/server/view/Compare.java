package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.Points;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What can be compared of an image, and what is.
 *
 * @param known the newest pushes, newest first; older ones can be named as well
 * @param from what was asked for, as it was named; empty when nothing was
 * @param to the same for the other one
 * @param comparison null when none was asked for, or when one of the two is not known
 * @param missing what was named and is not known
 */
public record Compare(
    ImageName image,
    List<Points.Known> known,
    String from,
    String to,
    @Nullable Comparison comparison,
    List<String> missing) {
  /** Enough to tell a digest by, in the form in which pages show it. */
  private static final int BRIEF = "sha256:".length() + 12;

  private static final int ECHOED = 140;

  public Compare {
    known = List.copyOf(known);
    missing = List.copyOf(missing);
  }

  /** Nothing was asked for yet: usually somebody wants the newest and the one before. */
  public static Compare offer(ImageName image, List<Points.Known> known) {
    return known.size() < 2
        ? new Compare(image, known, "", "", null, List.of())
        : new Compare(image, known, name(known, 1), name(known, 0), null, List.of());
  }

  /** A push that is offered. */
  public record Option(String name, Points.Known push) {}

  /** What the fields offer, each under a name that means no other push. */
  public List<Option> options() {
    Set<String> names = new HashSet<>();
    return IntStream.range(0, known.size())
        .mapToObj(i -> new Option(name(known, i), known.get(i)))
        .filter(option -> names.add(option.name()))
        .toList();
  }

  /** The tag alone means its newest push. */
  public static String name(List<Points.Known> known, int index) {
    Points.Known push = known.get(index);
    boolean newest =
        known.subList(0, index).stream().noneMatch(newer -> newer.tag().equals(push.tag()));
    String digest = push.digest();
    return newest
        ? push.tag()
        : digest == null || digest.length() <= BRIEF
            ? push.id()
            : push.tag() + "@" + digest.substring(0, BRIEF);
  }

  /** Whether there is anything to offer, or to answer. */
  public boolean isShown() {
    return known.size() > 1 || comparison != null || !missing.isEmpty();
  }

  /** What was named and is not known, as a sentence. */
  public String sentence() {
    String named =
        missing.stream()
            .map(text -> text.length() <= ECHOED ? text : text.substring(0, ECHOED) + "…")
            .map(text -> "“" + text + "”")
            .collect(Collectors.joining(", nor as "));
    return "No push of this image is known as " + named + ".";
  }

  /** Where this comparison will always be found: ids mean the same push for ever. */
  public String permalink() {
    Comparison two = comparison;
    return two == null ? "" : Links.compare(image, two.left().id(), two.right().id());
  }
}
