package dev.ekube.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.apply.port.PortException;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code lab up} was told, kept in the lab's folder for the verbs after it.
 *
 * @param images the engine's image for each role
 */
record LabRecord(ClusterName name, SortedMap<Role, String> images, OptionalDouble cpus) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  LabRecord {
    images = Copies.sorted(images);
  }

  void write(LabFolder folder) {
    ObjectNode root = MAPPER.createObjectNode().put("name", name.value());
    ObjectNode byRole = root.putObject("images");
    images.forEach((role, image) -> byRole.put(role.name().toLowerCase(Locale.ROOT), image));
    cpus.ifPresent(share -> root.put("cpus", share));
    try {
      folder.write(folder.settings(), MAPPER.writeValueAsString(root) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  static LabRecord read(LabFolder folder) {
    try {
      JsonNode root = MAPPER.readTree(Files.readAllBytes(folder.settings()));
      SortedMap<Role, String> images = new TreeMap<>();
      for (Role role : Role.values()) {
        String image = root.path("images").path(role.name().toLowerCase(Locale.ROOT)).asText("");
        images.put(role, image);
      }
      JsonNode cpus = root.path("cpus");
      return new LabRecord(
          new ClusterName(root.path("name").asText()),
          images,
          cpus.isNumber() ? OptionalDouble.of(cpus.asDouble()) : OptionalDouble.empty());
    } catch (IOException | IllegalArgumentException e) {
      throw PortException.failed(
          "tried to read " + folder.settings() + " but " + e.getMessage(),
          "remove the lab and make it anew: ekube lab down",
          e);
    }
  }
}
