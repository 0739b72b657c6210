package dev.ekube.oci.registry.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A user's credentials for a registry.
 *
 * @param refreshToken true when {@code secret} is a token of OAuth 2 rather than a password
 */
public record Login(String user, String secret, boolean refreshToken) {
  /** The header's value for HTTP's basic authentication. */
  public String basic() {
    byte[] both = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Names the user alone, so that no log holds a secret. */
  @Override
  public String toString() {
    return "login of " + user;
  }
}
