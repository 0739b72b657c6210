package dev.ekube.oci.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Wholeness;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.signature.SignatureTag;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;

/**
 * A CycloneDX bill of materials of the locked images: names, digests, sizes, platforms, and the
 * licences that images state in their labels. What lies inside the layers is not looked at. The
 * same lock and store give the same bytes: there is no time in it, and its serial number comes from
 * its content.
 */
public final class Sbom {
  private static final String LABELS = "org.opencontainers.image.";

  private Sbom() {}

  /** The JSON text of CycloneDX 1.6. */
  public static String cycloneDx(BlobStore store, List<LockedImage> images) throws IOException {
    return BillText.of(components(store, images));
  }

  /** An entry for each image; signatures have none. */
  public static List<Component> components(BlobStore store, List<LockedImage> images)
      throws IOException {
    List<Component> components = new ArrayList<>();
    for (LockedImage image : images.stream().distinct().sorted().toList()) {
      if (!SignatureTag.isSignature(image.name())) {
        components.add(component(store, image));
      }
    }
    return components;
  }

  private static Component component(BlobStore store, LockedImage image) throws IOException {
    ImageName name = ImageName.of(image.name());
    JsonNode config = config(store, image);
    Component component = new Component();
    component.setType(Component.Type.CONTAINER);
    component.setBomRef(image.name() + "#" + image.manifest().digest());
    component.setName(name.full());
    component.setVersion(name.tag().orElseGet(() -> image.top().digest().toString()));
    component.setPurl(purl(name, image, config));
    component.addHash(new Hash(Hash.Algorithm.SHA_256, image.manifest().digest().hex()));
    JsonNode labels = config.path("config").path("Labels");
    licence(labels.path(LABELS + "licenses").asText()).ifPresent(component::setLicenses);
    Optional.of(labels.path(LABELS + "description").asText())
        .filter(text -> !text.isBlank())
        .ifPresent(component::setDescription);
    component.setProperties(properties(store, image, config, labels));
    return component;
  }

  private static List<Property> properties(
      BlobStore store, LockedImage image, JsonNode config, JsonNode labels) throws IOException {
    long bytes = 0;
    for (Descriptor blob : Wholeness.known(store, image)) {
      bytes += blob.size();
    }
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("ekube:bytes", Long.toString(bytes)));
    properties.add(new Property("ekube:manifest", image.manifest().digest().toString()));
    properties.add(new Property("ekube:platform", platform(config)));
    properties.add(new Property("ekube:top", image.top().digest().toString()));
    for (String key : List.of("revision", "source", "vendor", "version")) {
      String value = labels.path(LABELS + key).asText();
      if (!value.isBlank()) {
        properties.add(new Property(LABELS + key, value));
      }
    }
    return properties;
  }

  /** A package URL of the type {@code oci} (purl-spec, PURL-TYPES). */
  private static String purl(ImageName name, LockedImage image, JsonNode config) {
    String tag = name.tag().map(text -> "&tag=" + encoded(text)).orElse("");
    return "pkg:oci/"
        + lastPart(name)
        + "@"
        + encoded(image.top().digest().toString())
        + "?arch="
        + encoded(config.path("architecture").asText())
        + "&repository_url="
        + encoded(name.full())
        + tag;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String platform(JsonNode config) {
    return config.path("os").asText() + "/" + config.path("architecture").asText();
  }

  /** Labels hold SPDX expressions by convention; what is none is kept as a plain name. */
  private static Optional<LicenseChoice> licence(String label) {
    if (label.isBlank()) {
      return Optional.empty();
    }
    LicenseChoice choice = new LicenseChoice();
    if (label.matches("[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")) {
      choice.setExpression(new Expression(label));
    } else {
      License licence = new License();
      licence.setName(label);
      choice.addLicense(licence);
    }
    return Optional.of(choice);
  }

  private static JsonNode config(BlobStore store, LockedImage image) throws IOException {
    Optional<Descriptor> config = Wholeness.config(store, image);
    JsonMapper json = new JsonMapper();
    return config.isEmpty() || !store.has(config.get().digest())
        ? json.createObjectNode()
        : json.readTree(store.bytes(config.get().digest(), ManifestReader.MAX_BYTES));
  }

  private static String lastPart(ImageName name) {
    return name.repository().substring(name.repository().lastIndexOf('/') + 1);
  }
}
