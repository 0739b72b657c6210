package dev.ekube.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** A unicast Ethernet address, kept in lower case with colons, as Warewulf's URLs want it. */
public record MacAddress(String value) implements Comparable<MacAddress> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

  public MacAddress {
    Check.that(isCanonical(value), "not a canonical MAC address: %s", value);
  }

  /** Takes {@code AA-BB-…} and {@code aa:bb:…}; anything else is an IllegalArgumentException. */
  public static MacAddress parse(String text) {
    return new MacAddress(canonical(text));
  }

  public static boolean isValid(String text) {
    return isCanonical(canonical(text));
  }

  private static String canonical(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', ':');
  }

  private static boolean isCanonical(String text) {
    return SHAPE.matcher(text).matches()
        && (Integer.parseInt(text.substring(0, 2), 16) & 1) == 0
        && !text.equals("00:00:00:00:00:00");
  }

  @Override
  public int compareTo(MacAddress other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
