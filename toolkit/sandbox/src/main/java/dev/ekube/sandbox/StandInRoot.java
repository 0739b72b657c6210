package dev.ekube.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The private root that a warewulf.conf describes. */
final class StandInRoot {
  private final WarewulfVersion version;
  private final Map<String, Object> configuration;
  private final Path file;

  private StandInRoot(WarewulfVersion version, Path file, Map<String, Object> configuration) {
    this.version = version;
    this.file = file;
    this.configuration = configuration;
  }

  static StandInRoot open(WarewulfVersion version, Path file) {
    try {
      return new StandInRoot(version, file, Texts.load(Files.readString(file)));
    } catch (IOException e) {
      throw new StandInFailure(255, "open %s: no such file or directory".formatted(file));
    } catch (YamlEngineException e) {
      throw new StandInFailure(255, "yaml: " + e.getMessage());
    }
  }

  /** {@code genconfig warewulfconf print}: the configuration with its defaults filled in. */
  String merged() {
    Map<String, Object> all = new LinkedHashMap<>();
    if (version.isOld()) {
      all.put("WW_INTERNAL", "0");
    }
    all.putAll(configuration);
    Map<String, Object> server = new TreeMap<>();
    server.put("port", version.isOld() ? "9983" : "9873");
    server.put("secure", "true");
    server.put("update interval", "60");
    server.put("autobuild overlays", "true");
    server.put("host overlay", "true");
    if (version == WarewulfVersion.V4_7_0) {
      server.put("tls port", "9874");
    }
    server.putAll(Texts.map(configuration.get("warewulf")));
    all.put("warewulf", server);
    Map<String, Object> paths = new TreeMap<>();
    paths.put("wwclientdir", "/warewulf");
    if (version == WarewulfVersion.V4_7_0) {
      paths.put("wwfilesdir", "/var/local/warewulf/files");
    }
    paths.putAll(Texts.map(configuration.get("paths")));
    all.put("paths", paths);
    return Texts.dump(all);
  }

  String address() {
    return Texts.text(configuration, "ipaddr");
  }

  Path nodesConf() {
    return path("sysconfdir").resolve("warewulf/nodes.conf");
  }

  Path rootfs(String image) {
    return path("wwchrootdir").resolve(image).resolve("rootfs");
  }

  Path packed(String image) {
    return path("wwprovisiondir")
        .resolve(version.generation().imageDirectory())
        .resolve(image + ".img");
  }

  Path overlayImage(String node, String kind) {
    return path("wwprovisiondir").resolve("overlays").resolve(node).resolve(kind);
  }

  /** Where an overlay's files stand, whether or not there are any. */
  Path overlay(String name) {
    Path site = path("wwoverlaydir").resolve(name).resolve("rootfs");
    if (Files.isDirectory(site)) {
      return site;
    }
    return version.isOld()
        ? path("wwoverlaydir").resolve(name)
        : path("datadir").resolve("warewulf/overlays").resolve(name).resolve("rootfs");
  }

  private Path path(String key) {
    String text = Texts.text(configuration, "paths", key);
    if (text.isEmpty()) {
      throw new StandInFailure(
          255,
          "the stand-in needs paths.%s in %s: it touches nothing outside".formatted(key, file));
    }
    return Path.of(text);
  }
}
