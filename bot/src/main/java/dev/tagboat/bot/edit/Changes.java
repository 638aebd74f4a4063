package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.scan.Slice;
import dev.tagboat.bot.scan.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change in one file, in the words of the editor.
 *
 * @param parts of values that are there
 * @param additions of keys that are not
 */
record Changes(List<Part> parts, List<Addition> additions) {
  private static final String PREFIX = "sha256:";
  private static final int BARE_LENGTH = 64;

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
        parts.add(new Part(tag, String.valueOf(bump.site().tag()), bump.tag().value()));
      } else if (slot != null) {
        additions.add(new Addition(slot, bump.tag().value()));
      }
      if (digest != null) {
        parts.add(
            new Part(
                digest, written(bump.site().digest(), digest), written(bump.digest(), digest)));
      }
    }
    return new Changes(parts, additions);
  }

  // Some charts keep the hex digits of sha256 only, and put the prefix before them themselves.
  private static String written(@Nullable Digest digest, Slice slice) {
    String text = String.valueOf(digest);
    boolean bare = slice.to() - slice.from() == BARE_LENGTH;
    if (bare && !text.startsWith(PREFIX)) {
      throw new UserFault("the place takes a sha256 digest only, and the new one is another");
    }
    return bare ? text.substring(PREFIX.length()) : text;
  }
}
