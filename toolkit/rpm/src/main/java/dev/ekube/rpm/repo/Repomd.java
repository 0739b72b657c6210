package dev.ekube.rpm.repo;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.rpm.header.BadRpmException;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * repomd.xml: which files of metadata there are.
 *
 * @param files by type, such as {@code primary}
 */
record Repomd(Map<String, DataFile> files) {
  /**
   * A file of metadata.
   *
   * @param location below the repository's address
   * @param openSize bytes that it has unpacked; empty where nothing is said
   */
  record DataFile(String location, Descriptor packed, Optional<Long> openSize) {}

  Optional<DataFile> file(String type) {
    return Optional.ofNullable(files.get(type));
  }

  static Repomd parse(byte[] content) throws BadRpmException {
    Map<String, DataFile> files = new TreeMap<>();
    try (Xml xml = new Xml(new ByteArrayInputStream(content))) {
      Optional<String> name = xml.next();
      if (!name.equals(Optional.of("repomd"))) {
        throw new BadRpmException("its repomd.xml is none");
      }
      Building building = new Building("");
      for (name = xml.next(); name.isPresent(); name = xml.next()) {
        if (name.get().equals("data")) {
          building.addTo(files);
          building = new Building(xml.attribute("type"));
        } else {
          building.element(name.get(), xml);
        }
      }
      building.addTo(files);
    }
    return new Repomd(files);
  }

  private static final class Building {
    private final String type;
    private String location = "";
    private String digest = "";
    private String size = "";
    private String openSize = "";

    Building(String type) {
      this.type = type;
    }

    void element(String name, Xml xml) throws BadRpmException {
      switch (name) {
        case "location" -> location = xml.attribute("href");
        case "checksum" -> {
          // Other algorithms than SHA-256 are in no use by repositories of today.
          if (xml.attribute("type").equals("sha256")) {
            digest = xml.text();
          }
        }
        case "size" -> size = xml.text();
        case "open-size" -> openSize = xml.text();
        default -> {}
      }
    }

    void addTo(Map<String, DataFile> files) throws BadRpmException {
      if (type.isEmpty()) {
        return;
      }
      try {
        Optional<Long> open =
            openSize.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(openSize));
        if (location.isEmpty() || digest.isEmpty()) {
          return;
        }
        Descriptor packed =
            new Descriptor("application/octet-stream", new Digest(digest), Long.parseLong(size));
        files.put(type, new DataFile(location, packed, open));
      } catch (IllegalArgumentException e) {
        throw new BadRpmException("its repomd.xml says nothing sensible of " + type, e);
      }
    }
  }
}
