package dev.ekube.pki;

/**
 * The pair that signs and verifies tokens of service accounts: the files of control nodes.
 *
 * @param privatePem {@code sa.key}
 * @param publicPem {@code sa.pub}
 */
public record ServiceAccountKeys(String privatePem, String publicPem) {
  @Override
  public String toString() {
    return "ServiceAccountKeys";
  }
}
