package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small config repo as a directory. */
record ConfigRepoDir(Path root) {
  static final String PINNED = "sha256:" + "a".repeat(64);

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
              - name: web
                image: ghcr.io/acme/web:1.4.1   # keep me
              - {name: proxy, image: "envoyproxy/envoy:v1.28.0"}
      """;

  static final String VALUES =
      """
      image:
        repository: ghcr.io/acme/web
        tag: 1.4.1@%s
      """
          .formatted(PINNED);

  /** With one place of each kind that is looked at, one of them pinned. */
  static ConfigRepoDir in(Path root) {
    return new ConfigRepoDir(root)
        .with("apps/web.yaml", DEPLOYMENT)
        .with("charts/web/values.yaml", VALUES)
        .with(
            "kustomization.yaml",
            "images:\n  - name: nginx\n    newName: docker.io/nginx\n    newTag: '1.25'\n");
  }

  ConfigRepoDir with(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content, StandardCharsets.UTF_8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(root.resolve(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String dir() {
    return root.toString();
  }
}
