package dev.ekube.spec.read;

import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.Taint;
import java.time.Duration;
import java.util.Optional;

/** Texts that their format has let through, as values. */
final class Texts {
  private Texts() {}

  static Ipv4Range addresses(String text) {
    int hyphen = text.indexOf('-');
    return new Ipv4Range(
        Ipv4.parse(text.substring(0, hyphen).strip()),
        Ipv4.parse(text.substring(hyphen + 1).strip()));
  }

  static Taint taint(String text) {
    int colon = text.lastIndexOf(':');
    int equals = text.indexOf('=');
    String key = text.substring(0, equals < 0 ? colon : equals);
    String value = equals < 0 ? "" : text.substring(equals + 1, colon);
    return new Taint(key, value, Taint.Effect.valueOf(text.substring(colon + 1)));
  }

  /** {@code 1h30m} and the like. */
  static Duration duration(String text) {
    long seconds = 0;
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
      } else {
        seconds += number * (c == 'h' ? 3600 : c == 'm' ? 60 : 1);
        number = 0;
      }
    }
    return Duration.ofSeconds(seconds);
  }

  /** The address {@code count} further on; empty past the last address that there is. */
  static Optional<Ipv4> plus(Ipv4 first, long count) {
    return first.bits() + count > 0xFFFF_FFFFL ? Optional.empty() : Optional.of(first.plus(count));
  }
}
