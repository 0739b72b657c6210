package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Generation;

/** The versions of Warewulf that the stand-in behaves like. */
public enum WarewulfVersion {
  V4_5_8("4.5.8"),
  V4_6_5("4.6.5"),
  V4_7_0("4.7.0");

  private final String text;

  WarewulfVersion(String text) {
    this.text = text;
  }

  /** The version as Warewulf writes it. */
  public String text() {
    return text;
  }

  /** How ekube treats it. */
  public Generation generation() {
    return switch (this) {
      case V4_5_8 -> Generation.V4_5;
      case V4_6_5 -> Generation.V4_6;
      case V4_7_0 -> Generation.V4_7;
    };
  }

  /** Only 4.5: the older command line, the older nodes.conf, failures that exit with 0. */
  boolean isOld() {
    return this == V4_5_8;
  }
}
