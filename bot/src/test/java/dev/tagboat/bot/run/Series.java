package dev.tagboat.bot.run;

import java.util.ArrayList;
import java.util.List;

/** Times of one thing done often. */
final class Series {
  private final List<Double> millis = new ArrayList<>();

  void add(double time) {
    millis.add(time);
  }

  double p(int percent) {
    return percentile(millis, percent);
  }

  static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
