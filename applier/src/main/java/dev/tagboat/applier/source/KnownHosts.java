package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * JGit's known hosts, with a sentence for each refusal. A key of a line {@code @revoked} is refused
 * for every host: JGit takes a pattern such as {@code *} for port 22 only, and a line above it that
 * names the host wins there.
 */
final class KnownHosts implements ServerKeyDatabase {
  private static final String REVOKED = "@revoked";

  private final Path file;
  private final ServerKeyDatabase known;

  KnownHosts(Path file, ServerKeyDatabase known) {
    this.file = file;
    this.known = known;
  }

  @Override
  public List<PublicKey> lookup(
      String host, InetSocketAddress remoteAddress, Configuration configuration) {
    return known.lookup(host, remoteAddress, configuration);
  }

  /**
   * @param host as in the file: {@code git.acme.io} or {@code [git.acme.io]:2222}
   * @throws HostKeyException when it is not accepted
   */
  @Override
  public boolean accept(
      String host,
      InetSocketAddress remoteAddress,
      PublicKey key,
      Configuration configuration,
      @Nullable CredentialsProvider provider) {
    if (parts(key).anyMatch(revoked()::contains)) {
      throw refused(
          host,
          key,
          " is marked @revoked in "
              + file
              + ". Find out why before you trust"
              + " this server again");
    }
    if (!known.accept(host, remoteAddress, key, configuration, provider)) {
      boolean other = !known.lookup(host, remoteAddress, configuration).isEmpty();
      throw refused(
          host,
          key,
          other
              ? " is another one than "
                  + file
                  + " has for it. Somebody may be in between; if the"
                  + " server's key was changed, replace its line there"
              : " is not known: "
                  + file
                  + " has no line for "
                  + host
                  + ". Put the key there that"
                  + " whoever runs the server publishes");
    }
    return true;
  }

  private static HostKeyException refused(String host, PublicKey key, String why) {
    return new HostKeyException(
        "the host key of " + host + " (" + KeyUtils.getFingerPrint(key) + ")" + why);
  }

  /** The key as it stands in such a file, and of a certificate also that of who signed it. */
  private static Stream<String> parts(PublicKey key) {
    return key instanceof OpenSshCertificate certificate
        ? Stream.of(certificate.getCertPubKey(), certificate.getCaPubKey())
            .flatMap(KnownHosts::parts)
        : Stream.of(PublicKeyEntry.toString(key));
  }

  private List<String> revoked() {
    try {
      return Files.readString(file, UTF_8)
          .lines()
          .map(line -> line.strip().split("\\s+", -1))
          .filter(words -> words.length >= 4 && words[0].equals(REVOKED))
          .map(words -> words[2] + " " + words[3])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
