package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an object of Kubernetes is.
 *
 * @param group of its API, without the version; empty for the core
 */
record ObjectKind(String group, String kind) {
  static final ObjectKind UNKNOWN = new ObjectKind("", "");

  /**
   * What stands at {@code image} in there is a schema, somebody's data, a constraint for another
   * tool, or a label.
   */
  private static final Set<ObjectKind> WITHOUT_IMAGES =
      Set.of(
          new ObjectKind("", "ConfigMap"),
          new ObjectKind("", "Secret"),
          new ObjectKind("apiextensions.k8s.io", "CustomResourceDefinition"),
          new ObjectKind("apiextensions.crossplane.io", "CompositeResourceDefinition"),
          new ObjectKind("extensions", "NetworkPolicy"),
          new ObjectKind("networking.k8s.io", "NetworkPolicy"),
          new ObjectKind("image.toolkit.fluxcd.io", "ImagePolicy"),
          new ObjectKind("image.toolkit.fluxcd.io", "ImageRepository"),
          new ObjectKind("image.toolkit.fluxcd.io", "ImageUpdateAutomation"),
          new ObjectKind("argocd-image-updater.argoproj.io", "ImageUpdater"));

  /** Their {@code image: ubuntu-2204} is the disk of a virtual machine. */
  private static final Pattern MACHINES =
      Pattern.compile(
          ".*\\.cluster\\.x-k8s\\.io|.*\\.upbound\\.io|.*\\.cnrm\\.cloud\\.google\\.com"
              + "|machine\\.openshift\\.io|.*\\.machine\\.crossplane\\.io");

  static ObjectKind of(YamlMapping object) {
    String version = text(object, "apiVersion");
    return new ObjectKind(
        version.substring(0, Math.max(0, version.indexOf('/'))), text(object, "kind"));
  }

  boolean holdsNoImages() {
    return WITHOUT_IMAGES.contains(this);
  }

  boolean isMachine() {
    return MACHINES.matcher(group).matches();
  }

  /** Whether what it names as its output is pushed there by it. */
  boolean isBuild() {
    return kind.equals("Build") || kind.equals("BuildRun") || kind.equals("BuildConfig");
  }

  static String text(YamlMapping mapping, String key) {
    return mapping.scalar(key).map(YamlScalar::value).orElse("");
  }
}
