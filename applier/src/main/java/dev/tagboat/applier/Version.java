package dev.tagboat.applier;

import java.util.regex.Pattern;
import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class Version implements IVersionProvider {
  private static final Pattern SEMVER = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");

  @Override
  public String[] getVersion() {
    return new String[] {"tagboat-applier " + number()};
  }

  /** A semantic version, also where there is no jar. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version != null && SEMVER.matcher(version).matches() ? version : "0.0.0";
  }
}
