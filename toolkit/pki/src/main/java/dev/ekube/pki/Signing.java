package dev.ekube.pki;

/** What came of a request for a certificate. */
public sealed interface Signing {
  /** It was signed. */
  record Signed(Issued issued) implements Signing {}

  /**
   * It was not.
   *
   * @param why a clause for the log and for whoever asked, such as {@code the key is too short}
   */
  record Refused(String why) implements Signing {}
}
