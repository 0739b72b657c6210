package dev.ekube.pki;

import dev.ekube.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM text (RFC 7468): labelled blocks of base64. */
public final class Pem {
  public static final String CERTIFICATE = "CERTIFICATE";
  public static final String CERTIFICATE_REQUEST = "CERTIFICATE REQUEST";
  public static final String PUBLIC_KEY = "PUBLIC KEY";

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,40})-----\\s*([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** One block of a text. */
  public record Block(String label, Bytes der) {}

  /** One block as text, with a last line end. */
  public static String text(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  /** Every block of the text; what stands between blocks is passed over, as OpenSSL does. */
  public static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      decoded(block.group(2)).ifPresent(der -> blocks.add(new Block(label, der)));
    }
    return List.copyOf(blocks);
  }

  /** A block that is no base64 is no block; whoever needs it will miss it and say so. */
  private static Optional<Bytes> decoded(String base64) {
    try {
      return Optional.of(Bytes.of(Base64.getDecoder().decode(base64.replaceAll("\\s", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
