package dev.ekube.oci.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key that images may be signed with.
 *
 * @param name for messages, such as the key's file name
 * @param key ECDSA, as {@code cosign generate-key-pair} makes it
 */
public record SignatureKey(String name, PublicKey key) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  /** Reads the PEM file {@code cosign.pub}. */
  public static SignatureKey read(Path file) throws IOException {
    Matcher found = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw unfit(file, "it holds no PEM public key", null);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      return new SignatureKey(file.getFileName().toString(), key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unfit(file, "it is no ECDSA key", e);
    }
  }

  private static IOException unfit(Path file, String reason, Exception cause) {
    return new IOException(
        "tried to read the public key "
            + file
            + " but "
            + reason
            + "; next: name a cosign.pub as cosign generate-key-pair writes it",
        cause);
  }
}
