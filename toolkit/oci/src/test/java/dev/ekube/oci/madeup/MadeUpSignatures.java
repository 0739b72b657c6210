package dev.ekube.oci.madeup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.signature.SignatureTag;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signs images as {@code cosign sign --key} does, and puts the signatures into a store. */
public final class MadeUpSignatures {
  private final BlobStore store;

  public MadeUpSignatures(BlobStore store) {
    this.store = store;
  }

  public static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A signature under the image's own tag whose payload names {@code said}. */
  public LockedImage sign(LockedImage image, Digest said, PrivateKey key)
      throws IOException, GeneralSecurityException {
    return signAs(image, image.top().digest(), said, key);
  }

  /** A signature under the tag of {@code tagged} whose payload names {@code said}. */
  public LockedImage signAs(LockedImage image, Digest tagged, Digest said, PrivateKey key)
      throws IOException, GeneralSecurityException {
    byte[] payload =
        """
        {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},\
        "type":"cosign container image signature"},"optional":null}\
        """
            .formatted(image.name(), said)
            .getBytes(UTF_8);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key);
    signing.update(payload);
    String signature = Base64.getEncoder().encodeToString(signing.sign());
    byte[] config =
        "{\"architecture\":\"\",\"os\":\"\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
            .formatted(Digest.of(payload))
            .getBytes(UTF_8);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":\
        "application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},"layers":[{"mediaType":\
        "application/vnd.dev.cosign.simplesigning.v1+json","size":%d,"digest":"%s",\
        "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}\
        """
            .formatted(
                MediaTypes.OCI_MANIFEST,
                config.length,
                store.put(config),
                payload.length,
                store.put(payload),
                signature)
            .getBytes(UTF_8);
    Descriptor top = new Descriptor(MediaTypes.OCI_MANIFEST, store.put(manifest), manifest.length);
    return new LockedImage(SignatureTag.of(image.name(), tagged), top, top);
  }
}
