package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.scan.Frame;
import dev.tagboat.bot.scan.Site;
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
      Slot slot = bump.site().around().slot();
      if (tag != null) {
        Frame frame = bump.site().around().frame();
        String written = String.valueOf(bump.site().tag());
        parts.add(
            new Part(tag, frame.within(written), frame.within(bump.tag().value() + pin(bump))));
      } else if (slot != null) {
        additions.add(new Addition(slot, bump.tag().value() + pin(bump)));
      }
      Slice digest = bump.site().digestSlice();
      if (digest != null) {
        parts.add(digest(bump, digest));
      }
    }
    return new Changes(parts, additions);
  }

  // Where no digest stands yet, it goes right behind the tag, which every form of a place takes.
  private static String pin(Bump bump) {
    boolean isNew = bump.site().digest() == null && bump.digest() != null;
    return isNew ? "@" + bump.digest() : "";
  }

  private static Part digest(Bump bump, Slice slice) {
    String before = written(bump.site().digest(), slice);
    if (bump.digest() != null) {
      return new Part(slice, before, written(bump.digest(), slice));
    }
    return isBehindTag(bump.site(), slice)
        ? new Part(new Slice(slice.scalars(), slice.from() - 1, slice.to()), "@" + before, "")
        : new Part(slice, before, "");
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

  private static boolean isBehindTag(Site site, Slice digest) {
    Slice tag = site.tagSlice();
    return tag != null && tag.scalars().equals(digest.scalars()) && tag.to() + 1 == digest.from();
  }
}
