package dev.ekube.oci.sbom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;

/**
 * A bill of materials as text. There is no time in it, and its serial number comes from what its
 * entries refer to, so the same entries give the same bytes.
 */
public final class BillText {
  private BillText() {}

  /** JSON of CycloneDX 1.6; every component has a reference. */
  public static String of(List<Component> components) throws IOException {
    Bom bom = new Bom();
    components.forEach(bom::addComponent);
    String identity =
        components.stream().map(Component::getBomRef).collect(Collectors.joining("\n"));
    byte[] seed = identity.getBytes(StandardCharsets.UTF_8);
    bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(seed));
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    } catch (GeneratorException e) {
      throw new IOException("tried to write a bill of materials but " + e.getMessage(), e);
    }
  }
}
