package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Warewulf;
import dev.ekube.model.ImageName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Observed.ObservedNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A Warewulf of any generation that ekube knows. Runs one wwctl call per image set and overlay set
 * and two per change of nodes, whatever the number of nodes; what a call has done is read from the
 * files that it leaves.
 */
public final class WarewulfAdapter implements Warewulf {
  /** Lines that speak of a failure although the exit code may be 0. */
  private static final Pattern COMPLAINT =
      Pattern.compile("(?m)^(ERROR.*|WARN.*failed to be generated.*)$");

  /** Linux takes 2 MiB of arguments and environment; half of it leaves room for the latter. */
  private static final int MAX_ARGUMENTS = 1 << 20;

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Wwctl wwctl;
  private final Probe probe;
  private final Reloader reloader;
  private final WarewulfListener listener;
  private final Disk disk;
  private final BuiltRecord record;
  private final PackingMark packing;
  private Optional<WarewulfInstall> known = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param probe what Warewulf this is; all clusters of a manager share the answer
   * @param state ekube's state directory of one cluster
   * @param listener hears what an admin should know but that is no failure
   */
  public WarewulfAdapter(
      Wwctl wwctl, Probe probe, Path state, Reloader reloader, WarewulfListener listener) {
    this(wwctl, probe, state, reloader, listener, Disk.real());
  }

  /** With a probe of its own, kept in the same state directory. */
  public WarewulfAdapter(
      Wwctl wwctl, Path configuration, Path state, Reloader reloader, WarewulfListener listener) {
    this(wwctl, configuration, state, reloader, listener, Disk.real());
  }

  /** With file effects of the caller's own, for tests that cut them. */
  public WarewulfAdapter(
      Wwctl wwctl,
      Path configuration,
      Path state,
      Reloader reloader,
      WarewulfListener listener,
      Disk disk) {
    this(wwctl, new Probe(wwctl, configuration, state, disk), state, reloader, listener, disk);
  }

  private WarewulfAdapter(
      Wwctl wwctl,
      Probe probe,
      Path state,
      Reloader reloader,
      WarewulfListener listener,
      Disk disk) {
    this.wwctl = wwctl;
    this.probe = probe;
    this.reloader = reloader;
    this.listener = listener;
    this.disk = disk;
    this.record = new BuiltRecord(state, disk);
    this.packing = new PackingMark(state, disk);
  }

  /** What Warewulf this is; asked once, then remembered. */
  public WarewulfInstall install() {
    if (known.isEmpty()) {
      known = Optional.of(probe.run());
    }
    return known.get();
  }

  /** nodes.conf as it stands now. */
  public NodesConf nodesConf() {
    WarewulfInstall install = install();
    if (Files.notExists(install.nodesConf())) {
      throw PortException.precondition(
          "tried to read %s but it is missing".formatted(install.nodesConf()),
          "check Warewulf's installation: wwctl node list");
    }
    return NodesConf.parse(
        Stage.read(install.nodesConf()), install.nodesConf(), install.generation(), defaults());
  }

  /** Clears away what a killed run left of this cluster; the apply lock is held. */
  public void recover() {
    Stage.recover(install(), disk);
    record.recover();
    packing.recover();
    SortedMap<NodeName, String> all = record.read();
    all.keySet().removeIf(name -> !Files.exists(directory(name)));
    record.write(all);
  }

  private Optional<String> defaults() {
    return install().defaults().filter(Files::isReadable).map(Stage::read);
  }

  @Override
  public SortedMap<String, ObservedNode> nodes() {
    return nodesConf().observed();
  }

  @Override
  public Set<ImageName> images(boolean published) {
    Set<ImageName> images = new TreeSet<>(new NodeImageFiles(install()).all(published));
    if (published) {
      images.removeAll(packing.read());
    }
    return images;
  }

  @Override
  public SortedMap<NodeName, String> builtOverlays() {
    SortedMap<NodeName, String> all = new TreeMap<>(record.read());
    all.entrySet()
        .removeIf(
            e ->
                e.getValue().equals(BuiltRecord.UNKNOWN)
                    ? !Files.isDirectory(directory(e.getKey()))
                    : !images(e.getKey()).stream().allMatch(Packed::isWhole));
    return all;
  }

  @Override
  public void forgetBuilt(Set<NodeName> nodes) {
    SortedMap<NodeName, String> all = record.read();
    nodes.forEach(name -> all.computeIfPresent(name, (n, digest) -> BuiltRecord.UNKNOWN));
    record.write(all);
  }

  @Override
  public void updateNodes(List<NodeEntry> put, List<NodeName> removed) {
    rememberUnbuilt(removed);
    if (new NodeUpdate(wwctl, install(), defaults(), put, removed).run(disk)) {
      reloader.reload().ifPresent(listener::line);
    }
  }

  /** So that images which only warewulfd built for a node that goes are found and removed later. */
  private void rememberUnbuilt(List<NodeName> removed) {
    SortedMap<NodeName, String> all = record.read();
    removed.stream()
        .filter(name -> Files.isDirectory(directory(name)))
        .forEach(name -> all.putIfAbsent(name, BuiltRecord.UNKNOWN));
    record.write(all);
  }

  @Override
  public void publishImages(List<ImageName> images) {
    if (images.isEmpty()) {
      return;
    }
    WarewulfInstall install = install();
    List<String> arguments = new ArrayList<>(List.of("container", "build", "-f"));
    images.forEach(image -> arguments.add(image.value()));
    Wwctl.Call call = call(arguments, LIMIT.multipliedBy(6L * images.size()));
    packing.begin(images);
    Wwctl.Result result = wwctl.run(call);
    Set<ImageName> published = new NodeImageFiles(install).all(true);
    List<ImageName> missing = images.stream().filter(name -> !published.contains(name)).toList();
    if (!missing.isEmpty() || result.exitCode() != 0) {
      throw Failures.of("pack node images " + (missing.isEmpty() ? images : missing), call, result);
    }
    packing.end(images);
  }

  @Override
  public void buildOverlays(SortedMap<NodeName, String> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    NodesConf conf = nodesConf();
    List<NodeName> unknown = nodes.keySet().stream().filter(n -> !conf.has(n.value())).toList();
    if (!unknown.isEmpty()) {
      throw PortException.failed(
          "tried to build overlays but nodes.conf does not know " + unknown,
          "apply the nodes first: ekube apply --only nodes");
    }
    // A cut leaves images of no known source, so what was known of them is dropped beforehand.
    SortedMap<NodeName, String> others = record.read();
    others.keySet().removeAll(nodes.keySet());
    record.write(others);
    OverlayBuild build = new OverlayBuild(nodes.keySet(), this::images);
    BuildWatch watch = new BuildWatch(build, listener);
    Optional<PortException> complaint;
    try (watch) {
      complaint = callBuild(nodes.keySet().stream().map(NodeName::value).toList());
    }
    finish(nodes, build.failed(), others, complaint);
  }

  /** The first complaint of the calls that it takes; all of them run. */
  private Optional<PortException> callBuild(List<String> nodes) {
    Optional<PortException> complaint = Optional.empty();
    for (List<String> names : portions(nodes)) {
      List<String> arguments = new ArrayList<>(List.of("overlay", "build"));
      arguments.addAll(names);
      Wwctl.Call call = call(arguments, LIMIT.plusSeconds(5L * names.size()));
      Wwctl.Result result = wwctl.run(call);
      if (isComplaint(result) && complaint.isEmpty()) {
        complaint = Optional.of(Failures.of("build overlays", call, result));
      }
    }
    return complaint;
  }

  /** Remembers what was built; a complaint that no file bears out makes all of it doubtful. */
  private void finish(
      SortedMap<NodeName, String> nodes,
      Set<NodeName> failed,
      SortedMap<NodeName, String> others,
      Optional<PortException> complaint) {
    if (complaint.isEmpty() || !failed.isEmpty()) {
      SortedMap<NodeName, String> all = new TreeMap<>(others);
      all.putAll(nodes);
      all.keySet().removeAll(failed);
      record.write(all);
    }
    if (!failed.isEmpty()) {
      throw PortException.failed(
          "tried to build overlays but those of %s are missing, cut short or old%s"
              .formatted(
                  String.join(", ", failed.stream().map(NodeName::value).toList()),
                  complaint.map(e -> "; " + e.getMessage()).orElse("")),
          complaint
              .map(PortException::hint)
              .orElse("see the reason: wwctl overlay build " + failed.iterator().next()));
    }
    if (complaint.isPresent()) {
      throw complaint.get();
    }
  }

  private static boolean isComplaint(Wwctl.Result result) {
    return result.exitCode() != 0 || COMPLAINT.matcher(result.errors()).find();
  }

  private static List<List<String>> portions(List<String> names) {
    List<List<String>> all = new ArrayList<>();
    int room = 0;
    for (String name : names) {
      int size = name.length() + 1 + Long.BYTES;
      if (size > room) {
        all.add(new ArrayList<>());
        room = MAX_ARGUMENTS;
      }
      all.getLast().add(name);
      room -= size;
    }
    return all;
  }

  @Override
  public void removeBuiltOverlays(List<NodeName> nodes) {
    NodesConf conf = nodesConf();
    SortedMap<NodeName, String> all = record.read();
    for (NodeName name : nodes) {
      if (conf.has(name.value())) {
        listener.line("overlay images of " + name + " stay: nodes.conf knows that node again");
      } else if (all.containsKey(name)) {
        disk.remove(directory(name));
      }
    }
    all.keySet().removeIf(name -> nodes.contains(name) && !Files.exists(directory(name)));
    record.write(all);
  }

  @Override
  public void powerCycle(List<NodeName> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>(List.of("power", "cycle"));
    nodes.forEach(name -> arguments.add(name.value()));
    Wwctl.Call call = call(arguments, LIMIT.plusSeconds(nodes.size()));
    Wwctl.Result result = wwctl.run(call);
    if (isComplaint(result)) {
      throw Failures.of("power-cycle nodes", call, result);
    }
  }

  private Wwctl.Call call(List<String> arguments, Duration limit) {
    return new Wwctl.Call(install().configuration(), arguments, "", limit);
  }

  private Path directory(NodeName name) {
    return install().builtOverlays().resolve(name.value());
  }

  private List<Packed> images(NodeName name) {
    return List.of(
        new Packed(directory(name).resolve("__SYSTEM__.img")),
        new Packed(directory(name).resolve("__RUNTIME__.img")));
  }
}
