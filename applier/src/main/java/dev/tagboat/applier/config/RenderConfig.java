package dev.tagboat.applier.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The engines for what is not plain manifests.
 *
 * @param kustomize the program; empty when there is none, and then such folders are refused
 * @param helm likewise, for charts
 */
public record RenderConfig(Optional<Path> kustomize, Optional<Path> helm, Duration timeout) {
  public static RenderConfig none() {
    return new RenderConfig(Optional.empty(), Optional.empty(), Duration.ofSeconds(30));
  }
}
