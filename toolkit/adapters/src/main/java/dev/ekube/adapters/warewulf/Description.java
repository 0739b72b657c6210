package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Ipv4;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes a {@link WarewulfInstall} of what Warewulf says of itself. */
final class Description {
  private static final Pattern VERSION =
      Pattern.compile("wwctl version:\\s+v?(\\d+)\\.(\\d+)(\\.\\d+)?");

  /** Where a build without a version betrays its age: 4.7 brought this path, 4.6 the other. */
  private static final String SINCE_4_7 = "wwfilesdir";

  private static final String SINCE_4_6 = "datadir";

  private final Path file;
  private final Node root;
  private final List<String> warnings = new ArrayList<>();

  private Description(Path file, Node root) {
    this.file = file;
    this.root = root;
  }

  static WarewulfInstall read(Path file, String version, String configuration) {
    try {
      Node root = Yaml.compose(configuration).orElseGet(() -> Yaml.scalar(""));
      return new Description(file, root).install(version);
    } catch (YamlEngineException e) {
      throw PortException.failed(
          "tried to read what wwctl makes of %s but it is no YAML".formatted(file),
          "look at it: wwctl --warewulfconf %s genconfig warewulfconf print".formatted(file),
          e);
    }
  }

  private WarewulfInstall install(String versionOutput) {
    Matcher matcher = VERSION.matcher(versionOutput);
    boolean told = matcher.find();
    Generation generation =
        told
            ? generation(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
            : guess();
    String version =
        told ? matcher.group().substring(matcher.group().lastIndexOf(matcher.group(1) + ".")) : "";
    Path overlays = path("wwoverlaydir");
    return new WarewulfInstall(
        generation,
        version,
        warnings,
        file,
        path("sysconfdir"),
        overlays,
        optionalPath("paths", SINCE_4_6)
            .map(data -> data.resolve("warewulf").resolve("overlays"))
            .orElse(overlays),
        path("wwchrootdir"),
        path("wwprovisiondir"),
        optionalPath("warewulf", "datastore").map(p -> p.resolve("warewulf/defaults.conf")),
        number("warewulf", "port").orElse(9873),
        number("warewulf", "tls port"),
        isTrue("warewulf", "secure"),
        isTrue("warewulf", "tls"),
        isTrue("warewulf", "autobuild overlays"),
        address("ipaddr"),
        address("netmask"),
        address("network"),
        new WarewulfInstall.Dhcp(
            isTrue("dhcp", "enabled"),
            address("dhcp", "range start"),
            address("dhcp", "range end")));
  }

  private Generation generation(int major, int minor) {
    if (major < 4 || (major == 4 && minor < 5)) {
      throw PortException.precondition(
          "tried to use Warewulf %d.%d but ekube needs 4.5 or newer".formatted(major, minor),
          "upgrade Warewulf; see https://warewulf.org/docs/");
    }
    if (major == 4 && minor <= 7) {
      return minor == 5 ? Generation.V4_5 : minor == 6 ? Generation.V4_6 : Generation.V4_7;
    }
    warnings.add(
        "Warewulf %d.%d is newer than ekube knows; it is treated like %s"
            .formatted(major, minor, Generation.V4_7.word()));
    return Generation.V4_7;
  }

  private Generation guess() {
    Generation guessed = Generation.V4_5;
    if (Yaml.at(root, "paths", SINCE_4_7).isPresent()) {
      guessed = Generation.V4_7;
    } else if (Yaml.at(root, "paths", SINCE_4_6).isPresent()) {
      guessed = Generation.V4_6;
    }
    warnings.add(
        "this wwctl does not say its version; by its configuration it is treated like "
            + guessed.word());
    return guessed;
  }

  private Path path(String key) {
    return optionalPath("paths", key)
        .orElseThrow(
            () ->
                PortException.failed(
                    "tried to find Warewulf's %s but its configuration does not say".formatted(key),
                    "look at it: wwctl --warewulfconf %s genconfig warewulfconf print"
                        .formatted(file)));
  }

  private Optional<Path> optionalPath(String... at) {
    return Yaml.text(root, at).map(Path::of);
  }

  private OptionalInt number(String... at) {
    return Yaml.text(root, at)
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  private boolean isTrue(String... at) {
    return Yaml.text(root, at).filter("true"::equals).isPresent();
  }

  private Optional<Ipv4> address(String... at) {
    return Yaml.text(root, at).filter(Ipv4::isValid).map(Ipv4::parse);
  }
}
