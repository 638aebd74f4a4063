package dev.tagboat.applier.source;

import dev.tagboat.applier.fault.UserFault;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** SSH with one key and known hosts only: no agent, no passwords, no configuration of the user. */
final class SshSessions {
  private SshSessions() {}

  /**
   * @throws UserFault when a file cannot be read, or is not what it should be
   */
  static SshdSessionFactory of(Path privateKey, Path knownHosts) {
    SshFiles.check(privateKey, knownHosts);
    File home = FS.DETECTED.userHome();
    SshdSessionFactoryBuilder builder =
        new SshdSessionFactoryBuilder()
            .setHomeDirectory(home)
            .setSshDirectory(new File(home, ".ssh"))
            .setPreferredAuthentications("publickey")
            .setConfigStoreFactory((directory, file, user) -> new Strict())
            .setConnectorFactory(null);
    builder.setDefaultIdentities(directory -> List.of(privateKey));
    builder.setDefaultKnownHostsFiles(directory -> List.of(knownHosts));
    return builder.build(null);
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
