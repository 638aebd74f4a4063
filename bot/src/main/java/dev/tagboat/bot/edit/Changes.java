package dev.tagboat.bot.edit;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.scan.Site;
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
      Slot slot = bump.site().around().slot();
      if (tag != null) {
        parts.add(new Part(tag, String.valueOf(bump.site().tag()), tagText(bump)));
      } else if (slot != null) {
        additions.add(new Addition(slot, tagText(bump)));
      }
      digest(bump, parts);
    }
    return new Changes(parts, additions);
  }

  // Where no digest stands yet, it goes right behind the tag, which every form of a place takes.
  private static String tagText(Bump bump) {
    boolean isNew = bump.site().digest() == null && bump.digest() != null;
    return bump.tag().value() + (isNew ? "@" + bump.digest() : "");
  }

  private static void digest(Bump bump, List<Part> parts) {
    Slice slice = bump.site().digestSlice();
    Digest now = bump.digest();
    if (slice == null) {
      return;
    }
    String before = String.valueOf(bump.site().digest());
    if (now != null) {
      parts.add(new Part(slice, before, now.value()));
    } else if (isBehindTag(bump.site(), slice)) {
      parts.add(
          new Part(new Slice(slice.scalars(), slice.from() - 1, slice.to()), "@" + before, ""));
    } else {
      parts.add(new Part(slice, before, ""));
    }
  }

  private static boolean isBehindTag(Site site, Slice digest) {
    Slice tag = site.tagSlice();
    return tag != null && tag.scalars().equals(digest.scalars()) && tag.to() + 1 == digest.from();
  }
}
