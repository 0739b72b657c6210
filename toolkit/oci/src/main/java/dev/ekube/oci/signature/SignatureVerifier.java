package dev.ekube.oci.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks cosign's signatures by key (cosign's SIGNATURE_SPEC, "simple signing"): the payload must
 * name the digest of the image, and its signature must be one by a given key. Needs no network, no
 * clock and no transparency log; signatures without a key, which need all three, are not checked.
 */
public final class SignatureVerifier {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";

  private final BlobStore store;
  private final List<SignatureKey> keys;

  public SignatureVerifier(BlobStore store, List<SignatureKey> keys) {
    this.store = store;
    this.keys = List.copyOf(keys);
  }

  /** One verdict for each of {@code locked} that is no signature itself, by name in order. */
  public List<Verdict> verify(List<LockedImage> locked) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (LockedImage image : locked.stream().distinct().sorted().toList()) {
      if (!SignatureTag.isSignature(image.name())) {
        verdicts.add(verify(image, locked));
      }
    }
    return verdicts;
  }

  /** cosign signs what a tag points at, and with {@code --recursive} each platform, too. */
  private Verdict verify(LockedImage image, List<LockedImage> locked) throws IOException {
    Set<ImageRef> tags =
        Set.copyOf(
            List.of(
                SignatureTag.of(image.name(), image.top().digest()),
                SignatureTag.of(image.name(), image.manifest().digest())));
    Verdict verdict = new Verdict.Unsigned(image.name());
    for (LockedImage one : locked) {
      if (tags.contains(one.name())) {
        verdict = verify(image, one);
        if (verdict instanceof Verdict.Signed) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  private Verdict verify(LockedImage image, LockedImage signature) throws IOException {
    Digest signed = SignatureTag.signed(signature.name()).orElseThrow();
    JsonNode manifest =
        JSON.readTree(store.bytes(signature.manifest().digest(), ManifestReader.MAX_BYTES));
    String reason = "its signature manifest lists no payload";
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.path("mediaType").asText().equals(PAYLOAD)) {
        Payload payload = payload(layer);
        Optional<String> wrong = wrong(payload, signed);
        Optional<SignatureKey> key = keys.stream().filter(payload::isSignedBy).findFirst();
        if (wrong.isEmpty() && key.isPresent()) {
          return new Verdict.Signed(image.name(), key.get().name());
        }
        reason = wrong.orElse("no given key has made its signature");
      }
    }
    return new Verdict.Refused(image.name(), reason);
  }

  private Payload payload(JsonNode layer) throws IOException {
    Digest digest;
    byte[] signature;
    try {
      digest = Digest.parse(layer.path("digest").asText());
      String text = layer.path("annotations").path(SIGNATURE).asText();
      signature = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new Payload(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
    }
    byte[] content = store.bytes(digest, ManifestReader.MAX_BYTES);
    return new Payload(ByteBuffer.wrap(content), ByteBuffer.wrap(signature));
  }

  /** Why the payload says nothing for this digest; empty when it does. */
  private static Optional<String> wrong(Payload payload, Digest signed) throws IOException {
    JsonNode critical = JSON.readTree(bytes(payload.content())).path("critical");
    String digest = critical.path("image").path("docker-manifest-digest").asText();
    if (!critical.path("type").asText().equals(TYPE)) {
      return Optional.of("its payload is of another type");
    }
    if (!digest.equals(signed.toString())) {
      return Optional.of("its payload names another digest");
    }
    return Optional.empty();
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }

  /** What was signed, and the signature over it. */
  private record Payload(ByteBuffer content, ByteBuffer signature) {
    boolean isSignedBy(SignatureKey key) {
      try {
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key.key());
        check.update(content.duplicate());
        return check.verify(bytes(signature));
      } catch (GeneralSecurityException e) {
        return false;
      }
    }
  }
}
