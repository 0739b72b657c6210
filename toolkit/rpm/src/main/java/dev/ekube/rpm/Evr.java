package dev.ekube.rpm;

import java.util.Optional;

/**
 * Epoch, version and release, ordered as rpm orders them. Equality is by letters; the order takes
 * more to be the same ({@code 1.0} and {@code 1.00}).
 *
 * @param epoch 0 where a package has none
 * @param release empty where only a version is asked for
 */
public record Evr(long epoch, String version, String release) implements Comparable<Evr> {
  private static final long MOST_EPOCH = 0xffffffffL;

  public Evr {
    if (epoch < 0 || epoch > MOST_EPOCH) {
      throw new IllegalArgumentException("an epoch has 32 bits: " + epoch);
    }
  }

  /** Reads {@code [epoch:]version[-release]}; empty when its epoch is no number of 32 bits. */
  public static Optional<Evr> parse(String text) {
    int colon = text.indexOf(':');
    // As rpm does it, an epoch is digits before a colon, and nothing but the colon means 0.
    String digits = colon < 0 ? "" : text.substring(0, colon);
    if (!digits.matches("[0-9]{0,10}")) {
      return Optional.empty();
    }
    long epoch = digits.isEmpty() ? 0 : Long.parseLong(digits);
    if (epoch > MOST_EPOCH) {
      return Optional.empty();
    }
    String rest = text.substring(colon + 1);
    int dash = rest.lastIndexOf('-');
    return Optional.of(
        dash < 0
            ? new Evr(epoch, rest, "")
            : new Evr(epoch, rest.substring(0, dash), rest.substring(dash + 1)));
  }

  @Override
  public int compareTo(Evr other) {
    int epochs = Long.compare(epoch, other.epoch);
    if (epochs != 0) {
      return epochs;
    }
    int versions = VersionOrder.compare(version, other.version);
    return versions != 0 ? versions : VersionOrder.compare(release, other.release);
  }

  /** The same order where a release that only one of them names does not count. */
  public int compareAsAsked(Evr other) {
    return release.isEmpty() || other.release.isEmpty()
        ? new Evr(epoch, version, "").compareTo(new Evr(other.epoch, other.version, ""))
        : compareTo(other);
  }

  /** As rpm writes it: without an epoch of 0. */
  @Override
  public String toString() {
    String text = release.isEmpty() ? version : version + "-" + release;
    return epoch == 0 ? text : epoch + ":" + text;
  }
}
