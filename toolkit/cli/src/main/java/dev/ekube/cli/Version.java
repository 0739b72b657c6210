package dev.ekube.cli;

/** What this build calls itself. */
final class Version {
  private Version() {}

  /** {@code ekube 0.1.0}; the number comes from the jar's manifest. */
  static String line() {
    String number = Version.class.getPackage().getImplementationVersion();
    return "ekube " + (number == null ? "development" : number);
  }
}
