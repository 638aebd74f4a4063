package dev.tagboat.bot.edit;

import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.scan.Frame;
import dev.tagboat.bot.scan.Slice;
import dev.tagboat.bot.scan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to change in one file, in the words of the editor.
 *
 * @param parts of values that are there
 * @param additions of keys that are not
 */
record Changes(List<Part> parts, List<Addition> additions) {
  Changes {
    parts = List.copyOf(parts);
    additions = List.copyOf(additions);
  }

  static Changes of(List<Bump> bumps) {
    List<Part> parts = new ArrayList<>();
    List<Addition> additions = new ArrayList<>();
    for (Bump bump : bumps) {
      Slice tag = bump.site().tagSlice();
      Slice digest = bump.site().digestSlice();
      Slot slot = bump.site().around().slot();
      if (tag != null) {
        Frame frame = bump.site().around().frame();
        String written = String.valueOf(bump.site().tag());
        parts.add(new Part(tag, frame.within(written), frame.within(bump.tag().value())));
      } else if (slot != null) {
        additions.add(new Addition(slot, bump.tag().value()));
      }
      if (digest != null) {
        parts.add(
            new Part(digest, String.valueOf(bump.site().digest()), String.valueOf(bump.digest())));
      }
    }
    return new Changes(parts, additions);
  }
}
