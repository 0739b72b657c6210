package dev.ekube.oci.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.Platform;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha256:" + "b".repeat(64);

  @Test
  void theEntryOfThePlatformIsChosenAndAttestationsAreNot() {
    String text =
        """
        {"schemaVersion": 2, "mediaType": "%s", "manifests": [
          {"mediaType": "m", "digest": "%s", "size": 7,
           "platform": {"os": "unknown", "architecture": "unknown"}},
          {"mediaType": "m", "digest": "%s", "size": 9,
           "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}}]}
        """
            .formatted(MediaTypes.OCI_INDEX, A, B);
    Manifest.Index index = (Manifest.Index) ManifestReader.read(bytes(text));
    assertThat(index.forPlatform(Platform.parse("linux/arm64")))
        .contains(new Descriptor("m", Digest.parse(B), 9));
    assertThat(index.forPlatform(Platform.LINUX_AMD64)).isEmpty();
  }

  @Test
  void aManifestWithoutMediaTypeIsTakenForWhatItsShapeSays() {
    String text =
        """
        {"schemaVersion": 2, "config": {"mediaType": "c", "digest": "%s", "size": 1},
         "layers": [{"mediaType": "l", "digest": "%s", "size": 2}]}
        """
            .formatted(A, B);
    assertThat(ManifestReader.mediaType(bytes(text))).isEqualTo(MediaTypes.OCI_MANIFEST);
    Manifest.Image image = (Manifest.Image) ManifestReader.read(bytes(text));
    assertThat(image.config().digest()).isEqualTo(Digest.parse(A));
    assertThat(image.layers()).containsExactly(new Descriptor("l", Digest.parse(B), 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing | no JSON",
        "[] | no JSON object",
        "{} | schemaVersion",
        "{\"schemaVersion\": 2} | neither manifests nor config",
        "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"md5:1\", \"size\": 1}]} | digest",
        "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"x\", \"size\": -1}]} | no size",
        "{\"schemaVersion\": 2, \"schemaVersion\": 2} | no JSON: Duplicate",
      })
  void whatIsNoManifestIsRefusedInWords(String text, String reason) {
    assertThatThrownBy(() -> ManifestReader.read(bytes(text)))
        .isInstanceOf(BadManifestException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
