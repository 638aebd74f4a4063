package dev.tagboat.applier.kube;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Kubernetes API server with its controllers, on 127.0.0.1 and in a folder of its own. One
 * for all tests of a JVM; each test takes namespaces of its own.
 */
public final class ApiServer implements AutoCloseable {
  private static final String ADMIN = "admin-token-of-the-tests";
  private static final String LIMITED = "limited-token-of-the-tests";
  private static final String ETCD = "etcd";
  private static final String API_SERVER = "kube-apiserver";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Object LOCK = new Object();
  private static final List<ApiServer> SHARED = new ArrayList<>();

  private final Path folder;
  private final int port;
  private final int etcdPort;
  private final Programs programs;

  private ApiServer(Path folder) throws IOException {
    this.folder = folder;
    this.programs = new Programs(folder);
    this.port = freePort();
    this.etcdPort = freePort();
  }

  /** The one of this JVM, which ends with it. */
  public static ApiServer shared() {
    synchronized (LOCK) {
      if (SHARED.isEmpty()) {
        ApiServer server = start();
        SHARED.add(server);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      }
      return SHARED.get(0);
    }
  }

  /** An empty one. */
  public static ApiServer start() {
    try {
      ApiServer server = new ApiServer(Files.createTempDirectory("tagboat-api-server-"));
      server.prepare();
      server.startAll();
      return server;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the API server cannot be started", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void prepare() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    pem("sa.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    pem("sa.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    Files.writeString(
        folder.resolve("tokens.csv"),
        ADMIN + ",admin,1,system:masters\n" + LIMITED + ",limited,2\n");
    Files.writeString(kubeconfig(), kubeconfig(ADMIN));
    Files.writeString(limitedKubeconfig(), kubeconfig(LIMITED));
  }

  private void pem(String file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  private String kubeconfig(String token) {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    contexts: [{name: test, context: {cluster: test, user: test}}]
    clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", certificate-authority: certs/apiserver.crt}}]
    users: [{name: test, user: {token: %s}}]
    """
        .formatted(port, token);
  }

  /** For {@code --kubeconfig}: everything is allowed. */
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** Of the user {@code limited}, who may do what a test gives him. */
  public Path limitedKubeconfig() {
    return folder.resolve("kubeconfig-limited");
  }

  /** A client that may do everything. */
  public KubeCluster admin() {
    return new KubeCluster(Kubeconfig.access(kubeconfig()), Duration.ofSeconds(30), Pause.SLEEP);
  }

  private void startAll() throws IOException {
    String etcd = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + freePort();
    programs.run(
        ETCD,
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync");
    startApiServer();
    programs.run(
        "kube-controller-manager",
        "--kubeconfig=" + kubeconfig(),
        "--service-account-private-key-file=" + folder.resolve("sa.key"),
        "--leader-elect=false",
        "--port=0",
        "--secure-port=0",
        "--controllers=namespace,garbagecollector,deployment,replicaset,serviceaccount");
  }

  private void startApiServer() throws IOException {
    programs.run(
        API_SERVER,
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--secure-port=" + port,
        "--bind-address=127.0.0.1",
        "--cert-dir=" + folder.resolve("certs"),
        "--service-cluster-ip-range=10.0.0.0/24",
        "--authorization-mode=RBAC",
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--anonymous-auth=false",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + folder.resolve("sa.pub"),
        "--service-account-signing-key-file=" + folder.resolve("sa.key"),
        "--api-audiences=https://kubernetes.default.svc",
        "--disable-admission-plugins=ServiceAccount",
        "--insecure-port=0");
    awaitReady();
  }

  /** Kills the API server and starts it again; etcd keeps what it had. */
  public void restartApiServer() throws IOException, InterruptedException {
    programs.kill(API_SERVER);
    startApiServer();
  }

  /** Stops etcd where it is, as a disk does that hangs, until a read is not answered. */
  public void haltEtcd() throws IOException, InterruptedException {
    programs.signal(ETCD, "STOP");
    Http http = new Http(Kubeconfig.access(kubeconfig()), Duration.ofSeconds(2));
    Instant end = Instant.now().plus(START);
    try {
      while (Instant.now().isBefore(end)) {
        http.send(Http.Request.get("/api/v1/namespaces/default"));
      }
    } catch (TransientFault e) {
      return;
    }
    throw new IllegalStateException("the API server goes on without etcd");
  }

  public void continueEtcd() throws IOException, InterruptedException {
    programs.signal(ETCD, "CONT");
  }

  /** Until there is something at that path. */
  public void awaitObject(String path) {
    Http http = new Http(Kubeconfig.access(kubeconfig()), Duration.ofSeconds(5));
    Instant end = Instant.now().plus(START);
    while (http.send(Http.Request.get(path)).status() != 200) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("there is no " + path);
      }
    }
  }

  private void awaitReady() throws IOException {
    Instant end = Instant.now().plus(START);
    while (!isReady()) {
      if (programs.isOneDead() || Instant.now().isAfter(end)) {
        String log = Files.readString(folder.resolve("kube-apiserver.log"), StandardCharsets.UTF_8);
        throw new IllegalStateException("the API server does not start:\n" + log);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private boolean isReady() {
    if (!Files.exists(folder.resolve("certs/apiserver.crt"))) {
      return false;
    }
    try {
      Http http = new Http(Kubeconfig.access(kubeconfig()), Duration.ofSeconds(5));
      return http.send(Http.Request.get("/readyz")).status() == 200;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    programs.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
