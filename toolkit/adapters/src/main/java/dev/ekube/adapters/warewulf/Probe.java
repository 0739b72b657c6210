package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Asks Warewulf once what it is, with two calls, and keeps the answers in the state directory until
 * wwctl or warewulf.conf change. So an apply that finds nothing to do runs no wwctl.
 */
public final class Probe {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Wwctl wwctl;
  private final Path configuration;
  private final Path cache;
  private final Disk disk;

  /**
   * Probes what {@code wwctl} makes of a configuration.
   *
   * @param configuration warewulf.conf
   * @param state ekube's state directory
   */
  public Probe(Wwctl wwctl, Path configuration, Path state) {
    this(wwctl, configuration, state, Disk.real());
  }

  Probe(Wwctl wwctl, Path configuration, Path state, Disk disk) {
    this.wwctl = wwctl;
    this.configuration = configuration.toAbsolutePath().normalize();
    this.cache = state.resolve("warewulf-probe.yaml");
    this.disk = disk;
  }

  /** The installation; PortException when it cannot be asked or is older than 4.5. */
  public WarewulfInstall run() {
    if (!Files.isReadable(configuration)) {
      throw PortException.precondition(
          "tried to read Warewulf's configuration %s but it is missing or unreadable"
              .formatted(configuration),
          "install Warewulf, or run as root: sudo ls -l " + configuration);
    }
    String identity = wwctl.identity() + " | " + FileIdentity.of(configuration);
    Optional<Answers> kept = cached().filter(answers -> answers.identity().equals(identity));
    if (kept.isPresent()) {
      return kept.get().describe(configuration);
    }
    Answers told = new Answers(identity, ask("version"), ask("genconfig", "warewulfconf", "print"));
    WarewulfInstall install = told.describe(configuration);
    keep(told);
    return install;
  }

  /** What wwctl said, as it said it: a newer ekube may read more out of it. */
  private record Answers(String identity, String version, String configuration) {
    WarewulfInstall describe(Path file) {
      return Description.read(file, version, configuration);
    }
  }

  private String ask(String... arguments) {
    Wwctl.Call call = new Wwctl.Call(configuration, List.of(arguments), "", LIMIT);
    Wwctl.Result result = wwctl.run(call);
    if (result.exitCode() != 0) {
      throw Failures.of("ask Warewulf what it is", call, result);
    }
    return result.output();
  }

  private Optional<Answers> cached() {
    try {
      Map<String, Node> kept = Yaml.entries(Yaml.compose(Files.readString(cache)));
      List<String> told =
          Stream.of("identity", "version", "configuration")
              .flatMap(key -> Optional.ofNullable(kept.get(key)).flatMap(Yaml::text).stream())
              .toList();
      return told.size() == 3
          ? Optional.of(new Answers(told.get(0), told.get(1), told.get(2)))
          : Optional.empty();
    } catch (IOException | YamlEngineException e) {
      // A cache that is missing or torn is made anew; it holds nothing that cannot be asked again.
      return Optional.empty();
    }
  }

  private void keep(Answers told) {
    Map<String, Node> entries = new TreeMap<>();
    entries.put("identity", Yaml.scalar(told.identity()));
    entries.put("version", Yaml.scalar(told.version()));
    entries.put("configuration", Yaml.scalar(told.configuration()));
    disk.replace(cache, Yaml.serialize(Yaml.mapping(entries)), 0600);
  }
}
