package dev.tagboat.applier.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Paths from the root of the repo, with slashes; the root is empty. */
final class RepoPath {
  private static final Pattern SCHEME = Pattern.compile("(?i)(https?:|[a-z][a-z0-9+.-]*://).*");

  private RepoPath() {}

  /** Whether programs take it for an address, whatever folders are named in the repo. */
  static boolean isUrl(String reference) {
    return SCHEME.matcher(reference).matches();
  }

  /** As it may be told: without credentials and questions of a URL, and on one line. */
  static String shown(String reference) {
    return reference
        .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
        .replaceAll("^([^/@]*//)?[^@]*@", "$1")
        .replaceAll("\\?.*", "")
        .strip();
  }

  /** Of a URL that could itself be a secret, as those of webhooks are: where it leads. */
  static String host(String url) {
    return shown(url).replaceAll("^([A-Za-z0-9+.-]+:)/*([^/#]*).*", "$1//$2/…");
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Where a reference leads; one that leads out of the repo names nothing that is there. */
  static String join(String folder, String reference) {
    Deque<String> path = new ArrayDeque<>();
    if (!folder.isEmpty()) {
      path.addAll(List.of(folder.split("/", -1)));
    }
    for (String part : reference.split("/", -1)) {
      if (part.equals("..")) {
        if (path.isEmpty()) {
          return "..";
        }
        path.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        path.addLast(part);
      }
    }
    return reference.startsWith("/") ? ".." : String.join("/", path);
  }
}
