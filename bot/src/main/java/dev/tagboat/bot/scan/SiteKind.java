package dev.tagboat.bot.scan;

import java.util.Locale;

/** What kind of place holds an image. */
public enum SiteKind {
  /** A container of a Kubernetes object. */
  KUBERNETES,
  HELM_VALUES,
  /** An entry of {@code images} in a kustomization. */
  KUSTOMIZE,
  ARGOCD,
  FLUX,
  COMPOSE,
  /** {@code appVersion} of a Helm chart. */
  CHART,
  /** A place that {@code fields} of the configuration names. */
  FIELD,
  /** A place that a comment marks. */
  MARKER;

  /** As the command line prints it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
