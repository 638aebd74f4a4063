package dev.tagboat.applier.source;

import dev.tagboat.applier.fault.UserFault;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** SSH with one key and known hosts only: no agent, no passwords, no configuration of the user. */
final class SshSessions extends SshdSessionFactory {
  private final Path privateKey;
  private final Path knownHosts;

  private SshSessions(Path privateKey, Path knownHosts) {
    super(null, null);
    this.privateKey = privateKey;
    this.knownHosts = knownHosts;
  }

  /**
   * @throws UserFault when a file cannot be read, or is not what it should be
   */
  static SshdSessionFactory of(Path privateKey, Path knownHosts) {
    SshFiles.check(privateKey, knownHosts);
    File home = FS.DETECTED.userHome();
    SshSessions sessions = new SshSessions(privateKey, knownHosts);
    sessions.setHomeDirectory(home);
    sessions.setSshDirectory(new File(home, ".ssh"));
    return sessions;
  }

  @Override
  protected String getDefaultPreferredAuthentications() {
    return "publickey";
  }

  @Override
  protected SshConfigStore createSshConfigStore(File home, File configFile, String user) {
    return new Strict();
  }

  @Override
  protected @Nullable ConnectorFactory getConnectorFactory() {
    return null;
  }

  @Override
  protected List<Path> getDefaultIdentities(File sshDirectory) {
    return List.of(privateKey);
  }

  @Override
  protected List<Path> getDefaultKnownHostsFiles(File sshDirectory) {
    return List.of(knownHosts);
  }

  @Override
  protected ServerKeyDatabase createServerKeyDatabase(File home, File sshDirectory) {
    return new KnownHosts(knownHosts, super.createServerKeyDatabase(home, sshDirectory));
  }

  /** OpenSSH's {@code StrictHostKeyChecking yes} for every host. */
  private static final class Strict implements SshConfigStore {
    @Override
    public HostConfig lookup(String host, int port, String user) {
      return new Host();
    }

    @Override
    public HostConfig lookupDefault(String host, int port, String user) {
      return new Host();
    }
  }

  private static final class Host implements SshConfigStore.HostConfig {
    private static final Map<String, String> OPTIONS = Map.of("StrictHostKeyChecking", "yes");

    @Override
    public @Nullable String getValue(String key) {
      return key.equalsIgnoreCase("StrictHostKeyChecking") ? "yes" : null;
    }

    @Override
    public List<String> getValues(String key) {
      return List.of();
    }

    @Override
    public Map<String, String> getOptions() {
      return OPTIONS;
    }

    @Override
    public Map<String, List<String>> getMultiValuedOptions() {
      return Map.of();
    }
  }
}
