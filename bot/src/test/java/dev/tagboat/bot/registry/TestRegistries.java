package dev.tagboat.bot.registry;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/** The OCI adapter with a client of the test's own making, such as an impatient one. */
public final class TestRegistries {
  private TestRegistries() {}

  /**
   * @param home where nobody has logged in
   */
  public static OciRegistry asking(
      List<RegistrySettings> settings, OkHttpClient client, Path home, Clock clock) {
    return new OciRegistry(
        new Endpoints(settings, false),
        client,
        new Logins(Map.of(), home),
        Memory.NONE,
        Pauses.none(clock),
        clock);
  }
}
