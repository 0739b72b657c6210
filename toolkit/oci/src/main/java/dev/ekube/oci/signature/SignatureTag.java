package dev.ekube.oci.signature;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Digest;
import dev.ekube.oci.registry.ImageName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tag under which cosign keeps the signatures of an image in the image's own repository: {@code
 * sha256-HEX.sig} (cosign's documented signature storage).
 */
public final class SignatureTag {
  private static final Pattern SHAPE = Pattern.compile("sha256-([0-9a-f]{64})\\.sig");

  private SignatureTag() {}

  /** Where the signatures of what {@code image} names are kept, given the digest it resolves to. */
  public static ImageRef of(ImageRef image, Digest digest) {
    return new ImageRef(ImageName.of(image).full() + ":sha256-" + digest.hex() + ".sig");
  }

  public static boolean isSignature(ImageRef image) {
    return signed(image).isPresent();
  }

  /** The digest whose signatures {@code image} holds. */
  public static Optional<Digest> signed(ImageRef image) {
    return ImageName.of(image)
        .tag()
        .map(SHAPE::matcher)
        .filter(Matcher::matches)
        .map(match -> new Digest(match.group(1)));
  }
}
