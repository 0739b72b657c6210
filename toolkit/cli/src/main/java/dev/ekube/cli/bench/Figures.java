package dev.ekube.cli.bench;

import java.util.List;

/**
 * Order statistics of some times, in their own unit. Quantiles are interpolated linearly between
 * neighbours (type 7 of Hyndman and Fan, as R and numpy have by default).
 *
 * @param count how many times there were; at least one
 */
record Figures(
    int count, double least, double lower, double median, double upper, double p95, double worst) {
  static Figures of(List<Double> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("no times, no figures");
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Figures(
        sorted.length,
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95),
        sorted[sorted.length - 1]);
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
