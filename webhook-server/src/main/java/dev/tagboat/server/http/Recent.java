package dev.tagboat.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers only so much; what was used least recently is forgotten first. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
