package dev.tagboat.bot.yaml;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scalar: its text as written, before any schema turns it into a number or a boolean. */
public final class YamlScalar extends YamlNode {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final String value;
  private final ScalarStyle style;
  private final @Nullable String tag;
  private final int end;
  private final boolean flow;

  YamlScalar(
      int start, int end, String value, ScalarStyle style, @Nullable String tag, boolean flow) {
    super(start, 0);
    this.value = value;
    this.style = style;
    this.tag = tag;
    this.end = end;
    this.flow = flow;
  }

  /** The text after unquoting and unfolding. */
  public String value() {
    return value;
  }

  public ScalarStyle style() {
    return style;
  }

  /** UTF-16 index after the scalar, quotes included, trailing comment excluded. */
  public int end() {
    return end;
  }

  /** Whether it stands inside {@code […]} or {@code {…}}. */
  public boolean inFlow() {
    return flow;
  }

  /** Whether every reader takes it for null, or it is not there at all. */
  public boolean isNull() {
    return style.isPlain() && tag == null && NULLS.contains(value);
  }

  /** Whether an explicit tag other than {@code !!str} or {@code !} makes it something else. */
  public boolean hasForeignTag() {
    return tag != null && !tag.equals("!") && !tag.equals("tag:yaml.org,2002:str");
  }

  /** Whether an explicit {@code !!str} or {@code !} makes it a string whatever it looks like. */
  boolean isTaggedString() {
    return tag != null && !hasForeignTag();
  }

  boolean isMergeKey() {
    return style.isPlain() && tag == null && value.equals("<<");
  }
}
