package dev.ekube.oci.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Exporter;
import dev.ekube.oci.archive.Importer;
import dev.ekube.oci.archive.Progress;
import dev.ekube.oci.archive.Verifier;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.madeup.MadeUpSignatures;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureVerifierTest {
  @TempDir private Path folder;
  private BlobStore store;
  private LockedImage image;
  private MadeUpSignatures signatures;
  private KeyPair keys;

  @BeforeEach
  void fill() throws IOException, GeneralSecurityException {
    store = BlobStore.open(folder.resolve("store"));
    image = new MadeUpImages(store).image("r.io/a:1", Style.OCI, Packing.GZIP);
    signatures = new MadeUpSignatures(store);
    keys = MadeUpSignatures.keys();
  }

  @Test
  void aSignatureByTheKeyOverTheDigestHolds() throws Exception {
    LockedImage signature = signatures.sign(image, image.top().digest(), keys.getPrivate());
    assertThat(verify(List.of(image, signature)))
        .isEqualTo(new Verdict.Signed(image.name(), "cosign.pub"));
  }

  @Test
  void aSignatureOfThePlatformAloneHoldsToo() throws Exception {
    Digest platform = image.manifest().digest();
    LockedImage signature = signatures.signAs(image, platform, platform, keys.getPrivate());
    assertThat(verify(List.of(image, signature))).isInstanceOf(Verdict.Signed.class);
  }

  @Test
  void anotherKeyAnotherDigestAndNoneAreToldApart() throws Exception {
    KeyPair others = MadeUpSignatures.keys();
    Digest top = image.top().digest();
    LockedImage byOther = signatures.sign(image, top, others.getPrivate());
    assertThat(verify(List.of(image, byOther)))
        .isEqualTo(new Verdict.Refused(image.name(), "no given key has made its signature"));
    LockedImage ofOther = signatures.sign(image, Digest.of(new byte[1]), keys.getPrivate());
    assertThat(verify(List.of(image, ofOther)))
        .isEqualTo(new Verdict.Refused(image.name(), "its payload names another digest"));
    assertThat(verify(List.of(image))).isEqualTo(new Verdict.Unsigned(image.name()));
  }

  @Test
  void signaturesTravelInArchivesBesideTheImages() throws Exception {
    LockedImage signature = signatures.sign(image, image.top().digest(), keys.getPrivate());
    List<LockedImage> both = List.of(image, signature);
    Path archive = folder.resolve("a.tar");
    new Exporter(store, Progress.NONE).whole(both, archive);
    assertThat(new Verifier(Progress.NONE).archive(archive, both)).isEmpty();
    store = BlobStore.open(folder.resolve("other"));
    assertThat(new Importer(store, Progress.NONE).read(archive).images())
        .containsExactlyInAnyOrderElementsOf(both);
    assertThat(verify(both)).isInstanceOf(Verdict.Signed.class);
  }

  @Test
  void whatIsNoKeyIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("no.pub"), "-----BEGIN CERTIFICATE-----\n");
    assertThatThrownBy(() -> SignatureKey.read(file)).hasMessageContaining("no PEM public key");
  }

  private Verdict verify(List<LockedImage> locked) throws IOException {
    String text =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    Path file = Files.write(folder.resolve("cosign.pub"), text.getBytes(UTF_8));
    List<Verdict> verdicts =
        new SignatureVerifier(store, List.of(SignatureKey.read(file))).verify(locked);
    assertThat(verdicts).hasSize(1);
    return verdicts.getFirst();
  }
}
