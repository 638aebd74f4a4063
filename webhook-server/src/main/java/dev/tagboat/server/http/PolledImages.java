package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.inbox.PollView;
import dev.tagboat.server.inbox.Views;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The images of {@code polls}; the database still knows those that were taken out. */
record PolledImages(Set<ImageName> images) {
  PolledImages {
    images = Set.copyOf(images);
  }

  static PolledImages in(List<Poll> polls) {
    return new PolledImages(polls.stream().map(Poll::image).collect(Collectors.toSet()));
  }

  List<PollView> of(Views views) {
    return views.polls().stream().filter(poll -> images.contains(poll.image())).toList();
  }
}
