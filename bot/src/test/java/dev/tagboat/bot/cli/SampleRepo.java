package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A config repo of any size, always the same for the same seed. Ten manifests make one application:
 * a base with two Deployments and a CronJob, two kustomizations on top of it, a chart with two
 * values files, a HelmRelease and a Compose file; together twenty images. Arguments: where to, and
 * how many manifests.
 */
public final class SampleRepo {
  /** Manifests of one application. */
  static final int STEP = 10;

  private static final long SEED = 42;
  private static final int TEAMS = 97;

  private static final String BASE =
      """
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
        - worker.yaml
        - report.yaml
      """;

  private static final String DEPLOYMENT =
      """
      # NAME of TEAM
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: NAME-ROLE
        labels: {app: NAME, team: TEAM}
        annotations:
          example.org/owner: "TEAM"
      spec:
        replicas: COUNT
        selector:
          matchLabels:
            app: NAME
        template:
          metadata:
            labels:
              app: NAME
          spec:
            containers:
              - name: main
                image: ghcr.io/acme/NAME-ROLE:TAG   # the application
                ports: [{containerPort: 8080}]
                env:
                  - name: LOG_LEVEL
                    value: info
                  - name: UPSTREAM
                    value: "http://NAME.TEAM.svc:8080/"
                resources:
                  requests: {cpu: 100m, memory: 128Mi}
                  limits:
                    memory: 256Mi
              - name: proxy
                image: "docker.io/envoyproxy/envoy:v1.28.0"
                args:
                  - --log-level
                  - info
      """;

  private static final String INIT =
      """
            initContainers:
              - name: migrate
                image: ghcr.io/acme/migrate:2.3.1
                command: ["/bin/migrate", "up"]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: NAME}
      spec:
        ports:
          - port: 80
            targetPort: 8080
      """;

  private static final String CRON_JOB =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: NAME-report
      spec:
        schedule: "7 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: report
                    image: ghcr.io/acme/NAME-report:TAG
                    args:
                      - --since
                      - yesterday
                  - name: upload
                    image: quay.io/acme/upload:3.0.COUNT
      """;

  private static final String OVERLAY =
      """
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: TEAM
      resources:
        - ../base
      images:
        - name: ghcr.io/acme/NAME-web
          newTag: TAG
        - name: ghcr.io/acme/NAME-worker
          newTag: "TAG"
      """;

  private static final String VALUES =
      """
      # Values of NAME
      replicaCount: COUNT
      image:
        repository: ghcr.io/acme/NAME-chart
        tag: TAG
        pullPolicy: IfNotPresent
      metrics:
        enabled: true
        image:
          registry: quay.io
          repository: prometheus/statsd-exporter
          tag: v0.26.0
      service:
        type: ClusterIP
        port: 80
      resources: {}
      """;

  private static final String PRODUCTION =
      """
      replicaCount: 6
      image:
        repository: ghcr.io/acme/NAME-chart
        tag: TAG
      metrics:
        image:
          registry: quay.io
          repository: prometheus/statsd-exporter
          tag: v0.26.COUNT
      """;

  private static final String RELEASE =
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: NAME
        namespace: TEAM
      spec:
        interval: 10m
        chart:
          spec:
            chart: web
            version: "1.2.3"
            sourceRef: {kind: HelmRepository, name: acme}
        values:
          image:
            repository: ghcr.io/acme/NAME-release
            tag: TAG
          sidecar:
            image:
              repository: ghcr.io/acme/sidecar
              tag: 0.4.COUNT
      """;

  private static final String COMPOSE =
      """
      services:
        app:
          image: ghcr.io/acme/NAME-compose:TAG
          ports: ["8080:8080"]
          depends_on: [db, cache]
        db:
          image: postgres:16.COUNT
          environment:
            POSTGRES_DB: NAME
        cache:
          image: redis:7.2.COUNT-alpine
      """;

  private final Path root;
  private final Random random;

  private SampleRepo(Path root, Random random) {
    this.root = root;
    this.random = random;
  }

  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  /**
   * @param manifests a multiple of {@link #STEP}
   */
  static Path write(Path root, int manifests) throws IOException {
    SampleRepo repo = new SampleRepo(root, new Random(SEED));
    for (int i = 0; i < manifests / STEP; i++) {
      repo.application(i);
    }
    return root;
  }

  /** The image of the application {@code index} that its Compose file alone names. */
  static String image(int index) {
    return "ghcr.io/acme/app" + index + "-compose";
  }

  /** Where {@link #image} stands. */
  static String file(int index) {
    return directory(index) + "/compose/compose.yaml";
  }

  private static String directory(int index) {
    return "team" + index % TEAMS + "/app" + index;
  }

  private void application(int index) throws IOException {
    file(index, "/base/kustomization.yaml", BASE);
    file(index, "/base/web.yaml", DEPLOYMENT.replace("ROLE", "web") + INIT);
    file(index, "/base/worker.yaml", DEPLOYMENT.replace("ROLE", "worker"));
    file(index, "/base/report.yaml", CRON_JOB);
    file(index, "/staging/kustomization.yaml", OVERLAY);
    file(index, "/production/kustomization.yaml", OVERLAY);
    file(index, "/chart/values.yaml", VALUES);
    file(index, "/chart/values-production.yaml", PRODUCTION);
    file(index, "/release.yaml", RELEASE);
    file(index, "/compose/compose.yaml", COMPOSE);
  }

  private void file(int index, String path, String template) throws IOException {
    Path file = root.resolve(directory(index) + path);
    Files.createDirectories(file.getParent());
    String tag = "1." + random.nextInt(30) + "." + random.nextInt(10);
    Files.writeString(
        file,
        template
            .replace("NAME", "app" + index)
            .replace("TEAM", "team" + index % TEAMS)
            .replace("TAG", tag)
            .replace("COUNT", String.valueOf(1 + random.nextInt(9))));
  }
}
