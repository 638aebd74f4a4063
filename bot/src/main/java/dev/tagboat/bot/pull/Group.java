package dev.tagboat.bot.pull;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.PullRequestSettings.GroupBy;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.scan.RepoPath;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.stream.Stream;

/** What shares one pull request. */
public sealed interface Group {

  /** The branch; holds no tag, so that a newer one moves the same pull request. */
  String branch();

  /** Whether a place may change with it, if it runs one of the images. */
  boolean holds(Site site);

  /** Whether an image has to do with it. */
  default boolean concerns(ImageName image, List<Site> sites) {
    return sites.stream().anyMatch(site -> site.image().equals(image) && holds(site));
  }

  /** Said behind the number of images, such as {@code in apps/shop}; may be empty. */
  String where();

  /** Everywhere one image. */
  record OfImage(ImageName image) implements Group {
    @Override
    public String branch() {
      return BranchName.of(image);
    }

    @Override
    public boolean holds(Site site) {
      // A tag that two images share is seen only beside the other.
      return true;
    }

    @Override
    public boolean concerns(ImageName other, List<Site> sites) {
      return other.equals(image);
    }

    @Override
    public String where() {
      return "";
    }
  }

  /**
   * Every image right in one directory.
   *
   * @param path empty for the root
   */
  record OfDirectory(String path) implements Group {
    @Override
    public String branch() {
      return BranchName.ofDirectory(path);
    }

    @Override
    public boolean holds(Site site) {
      return RepoPath.directory(site.file()).equals(path);
    }

    @Override
    public String where() {
      return path.isEmpty() ? "" : "in " + path;
    }
  }

  /** Everything. */
  record Everything() implements Group {
    @Override
    public boolean concerns(ImageName image, List<Site> sites) {
      return true;
    }

    @Override
    public String branch() {
      return BranchName.PREFIX + "all";
    }

    @Override
    public boolean holds(Site site) {
      return true;
    }

    @Override
    public String where() {
      return "";
    }
  }

  /**
   * Everything that whoever asks for it puts under one name.
   *
   * @param name what the branch is called, under {@link BranchName#JOB}
   */
  record Named(String name) implements Group {
    @Override
    public boolean concerns(ImageName image, List<Site> sites) {
      return true;
    }

    @Override
    public String branch() {
      return BranchName.JOB + name;
    }

    @Override
    public boolean holds(Site site) {
      return true;
    }

    @Override
    public String where() {
      return "";
    }
  }

  /**
   * What of a group lies in some files. It has a branch of its own: what somebody else proposes for
   * other files is not on it, and is not undone by it.
   *
   * @param patterns as in {@code scan.include} of {@code .tagboat.yaml}, at least one
   */
  record Within(Group whole, List<String> patterns) implements Group {
    public Within {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String branch() {
      return BranchName.within(whole.branch(), patterns);
    }

    @Override
    public boolean holds(Site site) {
      return PathFilter.of(patterns).accepts(site.file()) && whole.holds(site);
    }

    @Override
    public boolean concerns(ImageName image, List<Site> sites) {
      return whole.concerns(image, sites);
    }

    @Override
    public String where() {
      return whole.where();
    }
  }

  /** A branch that no group has any more: a directory without these images. */
  record Gone(String branch) implements Group {
    @Override
    public boolean holds(Site site) {
      return false;
    }

    @Override
    public String where() {
      return "";
    }
  }

  /** The groups that these images touch, in the order of images or files. */
  static List<Group> of(GroupBy by, List<ImageName> images, List<Site> sites) {
    return switch (by) {
      case IMAGE -> images.stream().distinct().<Group>map(OfImage::new).toList();
      case DIRECTORY ->
          sites.stream()
              .filter(site -> images.contains(site.image()))
              .map(site -> RepoPath.directory(site.file()))
              .distinct()
              .sorted()
              .<Group>map(OfDirectory::new)
              .toList();
      case ALL -> List.of(new Everything());
    };
  }

  /**
   * The group whose branch this is, for images that the branch proposes.
   *
   * @param sites where these images stand now
   */
  static Group named(String branch, List<ImageName> images, List<Site> sites) {
    return Stream.of(GroupBy.values())
        .flatMap(by -> of(by, images, sites).stream())
        .filter(group -> group.branch().equals(branch))
        .findFirst()
        .orElse(new Gone(branch));
  }
}
