package dev.tagboat.bot.run;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.Registry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry that has nothing. */
class FakeOldRegistry implements Registry {
  @Override
  public Confirmation confirm(ImageName image, Tag tag, @Nullable Digest claimed) {
    return new Confirmation.NotReadable("not there");
  }

  @Override
  public ImageEvidence evidence(ImageName image, Digest digest) {
    return new ImageEvidence.Missing("not there");
  }

  @Override
  public Optional<Digest> digest(ImageName image, Tag tag) {
    return Optional.empty();
  }

  @Override
  public List<Tag> tags(ImageName image) {
    return List.of();
  }
}
