package dev.tagboat.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base image like the distroless one of the releases, made of this machine's Java and the C
 * library that it needs: no shell, no other program.
 */
final class TestBase {
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.naming.dns,jdk.net,jdk.management";
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private TestBase() {}

  /** The image as a tar file, in {@code directory}. */
  static Path make(Path directory) throws IOException, InterruptedException {
    Path java = directory.resolve("java");
    String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
    Programs.run(
        directory,
        jlink,
        "--add-modules",
        MODULES,
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        java.toString());
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("base");
    addTree(layer, java);
    for (String library : libraries(directory, java)) {
      layer.addEntry(Path.of(library), AbsoluteUnixPath.get(library), fixed("755"));
    }
    Path empty = Files.createDirectory(directory.resolve("empty"));
    for (String folder : new String[] {"/dev", "/proc", "/tmp", "/data", "/etc"}) {
      layer.addEntry(empty, AbsoluteUnixPath.get(folder), fixed("755"));
    }
    return tar(layer.build(), directory.resolve("base.tar"));
  }

  private static void addTree(FileEntriesLayer.Builder layer, Path java) throws IOException {
    try (Stream<Path> files = Files.walk(java)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String mode = Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644";
        layer.addEntry(
            file.toRealPath(),
            AbsoluteUnixPath.get("/usr/lib/java").resolve(java.relativize(file)),
            fixed(mode));
      }
    }
  }

  private static FilePermissions fixed(String octal) {
    return FilePermissions.fromOctalString(octal);
  }

  private static Set<String> libraries(Path directory, Path java)
      throws IOException, InterruptedException {
    Set<String> libraries = new TreeSet<>();
    for (String user : new String[] {"bin/java", "lib/server/libjvm.so", "lib/libnet.so"}) {
      Matcher matcher =
          LIBRARY.matcher(Programs.run(directory, "ldd", java.resolve(user).toString()));
      while (matcher.find()) {
        if (!matcher.group(1).startsWith(java.toString())) {
          libraries.add(matcher.group(1));
        }
      }
    }
    // What else the C library is made of: SQLite's asks for some of it.
    for (String part : new String[] {"libpthread.so.0", "libdl.so.2", "librt.so.1"}) {
      libraries.stream()
          .filter(library -> library.endsWith("/libc.so.6"))
          .map(library -> library.replace("libc.so.6", part))
          .findFirst()
          .ifPresent(libraries::add);
    }
    return libraries;
  }

  private static Path tar(FileEntriesLayer layer, Path file)
      throws IOException, InterruptedException {
    try {
      Jib.fromScratch()
          .addFileEntriesLayer(layer)
          .addEnvironmentVariable("PATH", "/usr/lib/java/bin")
          .setUser("65532")
          .containerize(
              Containerizer.to(TarImage.at(file).named("base"))
                  .setApplicationLayersCache(file.resolveSibling("base-cache")));
      return file;
    } catch (InvalidImageReferenceException
        | CacheDirectoryCreationException
        | RegistryException
        | ExecutionException e) {
      throw new IOException("could not make the base image", e);
    }
  }
}
