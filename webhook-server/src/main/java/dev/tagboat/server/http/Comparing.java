package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.inbox.Points;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.view.Compare;
import dev.tagboat.server.view.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two pushes of an image beside each other: {@code from} and {@code to} of its page. */
final class Comparing {
  /** More would make the page heavy; what is older can be named all the same. */
  private static final int OFFERED = 300;

  private final Backend backend;

  Comparing(Backend backend) {
    this.backend = backend;
  }

  Compare of(ImageName image, Query query) {
    List<Points.Known> known = backend.pages().points().newest(image, OFFERED);
    String from = query.text("from").orElse("");
    String to = query.text("to").orElse("");
    if (from.isEmpty() && to.isEmpty()) {
      return Compare.offer(image, known);
    }
    // Who names one of them wants to see what came of it since.
    String first = from.isEmpty() ? beside(image, known, to) : from;
    String second = to.isEmpty() ? beside(image, known, from) : to;
    List<StoredPush> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : List.of(first, second)) {
      Optional<StoredPush> push = backend.pages().points().find(image, name);
      push.ifPresentOrElse(found::add, () -> missing.add(name));
    }
    return new Compare(
        image,
        known,
        readable(known, first),
        readable(known, second),
        missing.isEmpty() ? comparison(found.get(0), found.get(1)) : null,
        missing.stream().distinct().toList());
  }

  /** In place of the id of a push what people call it. */
  private static String readable(List<Points.Known> known, String name) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).id().equals(name)) {
        return Compare.name(known, i);
      }
    }
    return name;
  }

  /** The newest push that is another one; the same where there is none. */
  private String beside(ImageName image, List<Points.Known> known, String name) {
    String id = backend.pages().points().find(image, name).map(StoredPush::id).orElse("");
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).id().equals(id)) {
        return Compare.name(known, i);
      }
    }
    return name;
  }

  private Comparison comparison(StoredPush one, StoredPush other) {
    return Comparison.of(one, other, backend.views().targets(List.of(one.id(), other.id())));
  }
}
