package dev.tagboat.server.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the names in a sender's events become paths in its registry.
 *
 * @param prefix what stands before a name, {@code {repo}} in it for the sender's key of the
 *     repository; empty for nothing, null for what is usual with this type of sender
 * @param repoKeys which of the sender's repositories it may speak of, by their keys; all when empty
 * @param fields for senders that have no type of their own
 */
public record Mapping(
    @Nullable String prefix, List<String> repoKeys, @Nullable EventFields fields) {
  /** Names are paths. */
  public static final Mapping NONE = new Mapping(null, List.of(), null);

  private static final String KEY = "{repo}";
  private static final Pattern REPO = Pattern.compile("[^/\\s\\p{Cntrl}]{1,255}");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9._/-]{0,200}");

  /**
   * @throws IllegalArgumentException when the prefix cannot begin a path, or a key is none
   */
  public Mapping {
    repoKeys = List.copyOf(repoKeys);
    requireKeys(repoKeys);
    prefix = prefix == null ? null : checked(prefix);
  }

  /**
   * @throws IllegalArgumentException when no repository can be called so
   */
  static void requireKeys(List<String> keys) {
    if (!keys.stream().allMatch(key -> REPO.matcher(key).matches())) {
      throw new IllegalArgumentException(
          "name repositories as they are called there, such as docker-local, without slashes");
    }
  }

  private static String checked(String prefix) {
    String bare = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    String plain = bare.replace(KEY, "x");
    if (!PREFIX.matcher(plain).matches() || plain.startsWith("/") || plain.contains("//")) {
      throw new IllegalArgumentException(
          "must begin a repository's path, such as docker-local or team/{repo}");
    }
    return bare;
  }

  /** Whether it is about repositories that have keys. */
  boolean needsKeys() {
    return !repoKeys.isEmpty() || (prefix != null && prefix.contains(KEY));
  }

  public boolean hasRepo(String key) {
    return repoKeys.isEmpty() || repoKeys.contains(key);
  }

  /**
   * The path of a repository in its registry.
   *
   * @param key of the sender's repository; empty when it has none
   */
  public String path(String key, String name) {
    String before = prefix == null ? "" : prefix.replace(KEY, key);
    return before.isEmpty() ? name : before + "/" + name;
  }
}
