package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our diffs are fed to JGit's {@code git apply}. */
class DiffAppliesTest {
  @TempDir Path dir;

  @Test
  void aFileWithoutFinalNewlineAndWithCrLf() throws Exception {
    apply(List.of(new FileEdit("a.yaml", "x: 1\r\ny: 2", "x: 2\r\ny: 3")));
  }

  @Test
  void aFileThatLosesLines() throws Exception {
    apply(List.of(new FileEdit("a.yaml", "a: 1\nb: x\n  y\nc: 1\n", "a: 1\nb: \"x z\"\nc: 1\n")));
  }

  @Test
  void distantChangesAreSeparateHunks() throws Exception {
    String before = "a: 1\n".repeat(30);
    String after = "a: 2\n" + "a: 1\n".repeat(28) + "a: 2\n";

    apply(List.of(new FileEdit("some dir/a b.yaml", before, after)));

    assertThat(UnifiedDiff.of(List.of(new FileEdit("a", before, after))))
        .isEqualTo(
            """
            diff --git a/a b/a
            --- a/a
            +++ b/a
            @@ -1,4 +1,4 @@
            -a: 1
            +a: 2
             a: 1
             a: 1
             a: 1
            @@ -27,4 +27,4 @@
             a: 1
             a: 1
             a: 1
            -a: 1
            +a: 2
            """);
  }

  @Test
  void closeChangesShareAHunk() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n";
    String after = "x\n2\n3\n4\n5\n6\n7\ny\n";

    assertThat(UnifiedDiff.of(List.of(new FileEdit("a", before, after))))
        .contains("@@ -1,8 +1,8 @@\n")
        .containsOnlyOnce("@@ -");
  }

  @Test
  void unchangedFilesGiveNothing() {
    assertThat(UnifiedDiff.of(List.of(new FileEdit("a", "x\n", "x\n")))).isEmpty();
  }

  private void apply(List<FileEdit> edits) throws IOException, GitAPIException {
    Map<String, String> before = new TreeMap<>();
    edits.forEach(edit -> before.put(edit.path(), edit.before()));
    Map<String, String> after = applied(dir, before, UnifiedDiff.of(edits));
    edits.forEach(edit -> assertThat(after).containsEntry(edit.path(), edit.after()));
  }

  private static Map<String, String> applied(Path dir, Map<String, String> files, String diff)
      throws IOException, GitAPIException {
    Map<String, String> result = new TreeMap<>();
    try (Git git = Git.init().setDirectory(dir.toFile()).call()) {
      git.getRepository().getConfig().setString("core", null, "autocrlf", "false");
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = dir.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      }
      git.apply().setPatch(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8))).call();
      for (String name : files.keySet()) {
        result.put(name, Files.readString(dir.resolve(name), StandardCharsets.UTF_8));
      }
    }
    return result;
  }
}
