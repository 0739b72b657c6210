package dev.ekube.oci.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.madeup.Layers;
import dev.ekube.oci.madeup.Layers.Packing;
import dev.ekube.oci.madeup.MadeUpImages;
import dev.ekube.oci.madeup.MadeUpImages.Style;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {
  private static final String LICENCES = "org.opencontainers.image.licenses";

  @TempDir private Path folder;

  @Test
  void theBillIsValidAndTheSameTwiceAndSaysWhatImagesSay() throws IOException {
    BlobStore store = BlobStore.open(folder);
    MadeUpImages images = new MadeUpImages(store);
    byte[] layer = Layers.tar(Map.of("a", "a"));
    List<LockedImage> some =
        List.of(
            images.of("r.io/x/free:1", List.of(layer), Map.of(LICENCES, "Apache-2.0 OR MIT")),
            images.of("r.io/x/odd:1", List.of(layer), Map.of(LICENCES, "see the file, LICENCE")),
            images.image("registry.k8s.io/coredns/coredns:v1.11.3", Style.OCI, Packing.GZIP));
    String bill = Sbom.cycloneDx(store, some);
    assertThat(new JsonParser().validate(bill.getBytes(UTF_8), Version.VERSION_16)).isEmpty();
    assertThat(Sbom.cycloneDx(store, some.reversed())).isEqualTo(bill);
    JsonNode components = new JsonMapper().readTree(bill).path("components");
    assertThat(components).hasSize(3);
    JsonNode first = components.get(0);
    assertThat(first.path("name").asText()).isEqualTo("r.io/x/free");
    assertThat(bill)
        .contains("\"Apache-2.0 OR MIT\"", "\"see the file, LICENCE\"")
        .contains("pkg:oci/coredns@sha256%3A" + some.getLast().top().digest().hex())
        .contains(some.getLast().manifest().digest().hex())
        .doesNotContain("timestamp");
  }
}
