package dev.tagboat.applier.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the config repo is.
 *
 * @param url {@code https://}, {@code http://}, {@code ssh://} or {@code file://}, without userinfo
 * @param path the folder that is applied, without slashes at its ends; empty for the whole repo
 * @param username sent with the password; what it is does not matter to most forges
 * @param passwordFile read anew at each fetch, since such tokens rotate
 * @param maxFile how large a file may be, in bytes
 * @param signers who must have signed the head of the branch
 */
public record SourceConfig(
    String url,
    String branch,
    String path,
    String username,
    Optional<Path> passwordFile,
    Optional<Path> sshKeyFile,
    Optional<Path> knownHostsFile,
    Duration interval,
    Duration timeout,
    int maxFile,
    SignersConfig signers) {
  /** 8 MiB. */
  public static final int MAX_FILE = 8 << 20;
}
