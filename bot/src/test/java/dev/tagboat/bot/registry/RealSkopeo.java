package dev.tagboat.bot.registry;

import java.util.ArrayList;
import java.util.List;

/** The program {@code skopeo}, without TLS, for registries on this machine. */
public final class RealSkopeo {
  private RealSkopeo() {}

  /**
   * Copies an image, for example from {@code oci-archive:/tmp/x.tar} to {@code
   * docker://127.0.0.1:5000/acme/app:1.2.3}.
   */
  public static void copy(String from, String to, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "copy",
                "--insecure-policy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "--all"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(from, to));
    run(arguments);
  }

  /** What {@code skopeo inspect} prints (JSON). */
  public static String inspect(String image, String... options) {
    List<String> arguments = new ArrayList<>(List.of("inspect", "--tls-verify=false"));
    arguments.addAll(List.of(options));
    arguments.add(image);
    return run(arguments);
  }

  private static String run(List<String> arguments) {
    return RealProgram.run(RealProgram.find("skopeo", "skopeo"), arguments);
  }
}
