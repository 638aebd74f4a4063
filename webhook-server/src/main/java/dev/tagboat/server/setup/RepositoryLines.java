package dev.tagboat.server.setup;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The config repo as the configuration has it.
 *
 * @param url the clone URL
 * @param api where GitHub's API is, if the URL does not tell
 * @param images patterns
 * @param publicUrl how the server is reached; null when that is not known
 */
public record RepositoryLines(
    String url,
    String branch,
    @Nullable String api,
    List<String> images,
    @Nullable String publicUrl) {
  public RepositoryLines {
    images = List.copyOf(images);
  }

  /** Without indentation; a text in JSON's quotes is one of YAML, whatever it holds. */
  List<String> entry(String id, String key, @Nullable String webhook) {
    List<String> lines = new ArrayList<>();
    lines.add("- url: " + quoted(url));
    lines.add("  branch: " + quoted(branch));
    lines.add("  forge:");
    lines.add("    type: github");
    if (api != null) {
      lines.add("    api-url: " + quoted(api));
    }
    lines.add("    app-id: " + id);
    lines.add("    private-key-file: " + quoted(key));
    if (webhook != null) {
      lines.add("    webhook-secret-file: " + quoted(webhook));
    }
    lines.add("  images: [" + String.join(", ", images.stream().map(this::quoted).toList()) + "]");
    return lines;
  }

  private String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** A configuration of its own. */
  String whole(List<String> entry) {
    StringBuilder text = new StringBuilder();
    if (publicUrl != null) {
      text.append("public-url: ").append(quoted(publicUrl)).append('\n');
    }
    text.append("repositories:\n");
    entry.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }
}
