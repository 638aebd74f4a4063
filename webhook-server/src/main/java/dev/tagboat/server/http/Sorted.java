package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.receive.Answer;
import dev.tagboat.server.receive.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request, by what is to be done with them.
 *
 * @param asked what the sender must be told instead of a receipt; null when it asks nothing
 * @param ignored how many events were of no interest, routine or not
 * @param unreadable why others were not understood
 */
record Sorted(Intake intake, @Nullable Answer asked, int ignored, List<String> unreadable) {

  /**
   * @param delivery see {@link Intake}
   */
  static Sorted of(String hook, List<Decoded> events, @Nullable String delivery) {
    List<ImagePush> pushes = new ArrayList<>();
    List<Intake.LeftOut> leftOut = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    Answer answer = null;
    int ignored = 0;
    for (Decoded event : events) {
      if (event instanceof Decoded.Pushed pushed) {
        pushes.add(pushed.push());
      } else if (event instanceof Decoded.Ignored left) {
        ignored += left.count();
        leftOut.add(new Intake.LeftOut("ignored", left.subject(), left.reason(), left.routine()));
      } else if (event instanceof Decoded.Handshake asked) {
        ignored++;
        answer = asked.answer();
        leftOut.add(new Intake.LeftOut("ignored", asked.subject(), asked.reason()));
      } else if (event instanceof Decoded.Unreadable bad) {
        unreadable.add(bad.reason());
        leftOut.add(new Intake.LeftOut("unreadable", "", bad.reason()));
      }
    }
    return new Sorted(
        new Intake(hook, pushes, leftOut, delivery), answer, ignored, List.copyOf(unreadable));
  }
}
