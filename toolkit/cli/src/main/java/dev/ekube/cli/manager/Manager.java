package dev.ekube.cli.manager;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.adapters.files.LockHolder;
import dev.ekube.adapters.files.OverlayDirs;
import dev.ekube.adapters.files.PendingBootsFile;
import dev.ekube.adapters.history.JGitHistory;
import dev.ekube.adapters.warewulf.KnownNode;
import dev.ekube.adapters.warewulf.LoggedWwctl;
import dev.ekube.adapters.warewulf.Probe;
import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.WarewulfAdapter;
import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.adapters.warewulf.WarewulfListener;
import dev.ekube.adapters.warewulf.Workplace;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.Ports;
import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Warewulf;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.model.ClusterName;
import dev.ekube.model.ImageName;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Warewulf manager, real or in a sandbox folder: where its state lies and how its ports are
 * reached. Making one for this machine touches nothing; one for a sandbox makes its folder.
 */
public final class Manager {
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Target target;
  private final Clock clock = Clock.systemUTC();

  private Manager(Target target) {
    this.target = target;
  }

  /** The manager that the options choose: this machine, or the folder of {@code --sandbox}. */
  public static Manager of(PlaceOptions options) {
    return new Manager(
        options.sandbox().<Target>map(SandboxTarget::new).orElseGet(RealTarget::ofMachine));
  }

  /** A manager of this machine that keeps its state in that folder. */
  public static Manager in(Path state) {
    return new Manager(RealTarget.in(state));
  }

  /** What differs between a real manager and a sandbox. */
  interface Target {
    Path state();

    Path configuration();

    Wwctl wwctl();

    Reloader reloader();

    NodeImages nodeImages();

    /** A page that says what lies where, if there is one. */
    Optional<Path> guide();

    /** The name that Warewulf's templates know as {@code .BuildHost}. */
    String hostName();
  }

  /**
   * The ports of one cluster.
   *
   * @param images builds node images
   * @param listener hears each call of wwctl
   */
  public Ports ports(
      ClusterName cluster, ImageArchive archive, NodeImages images, WarewulfListener listener) {
    WarewulfAdapter warewulf = warewulf(state(cluster), listener);
    return new Ports(
        warewulf,
        new OverlayDirs(warewulf.install().overlayDirectory()),
        archive,
        images,
        new PendingBootsFile(state(cluster)));
  }

  /** Who makes the node images that ekube does not build: the site itself, or a sandbox. */
  public NodeImages nodeImages() {
    return target.nodeImages();
  }

  /** Ends and clears away what a killed run left; the lock is held. */
  public void recover(ClusterName cluster) {
    new Workplace(target.state()).clear();
    WarewulfAdapter warewulf = warewulf(state(cluster), line -> {});
    warewulf.recover();
    new OverlayDirs(warewulf.install().overlayDirectory()).recover(cluster);
  }

  /** Warewulf alone, for what is no part of an apply. */
  public Warewulf warewulf(ClusterName cluster, WarewulfListener listener) {
    return warewulf(state(cluster), listener);
  }

  /** What Warewulf this is. */
  public WarewulfInstall install() {
    return warewulf(target.state(), line -> {}).install();
  }

  /** When the image that Warewulf serves was packed, in milliseconds since 1970; 0 for none. */
  public long packedAt(ImageName image) {
    Path packed = install().packed(image);
    try {
      return Files.exists(packed) ? Files.getLastModifiedTime(packed).toMillis() : 0;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to look at %s but %s".formatted(packed, e.getMessage()),
          "check access: ls -l " + packed,
          e);
    }
  }

  /** The nodes that Warewulf knows. */
  public List<KnownNode> knownNodes() {
    return warewulf(target.state(), line -> {}).nodesConf().known();
  }

  /** MACs of the primary devices of the nodes that Warewulf knows, as far as they are valid. */
  public SortedMap<NodeName, MacAddress> knownMacs() {
    SortedMap<NodeName, MacAddress> macs = new TreeMap<>();
    for (KnownNode node : knownNodes()) {
      for (KnownNode.Interface device : node.interfaces()) {
        String mac = device.mac().orElse("");
        if (device.primary() && NodeName.isValid(node.name()) && MacAddress.isValid(mac)) {
          macs.put(new NodeName(node.name()), MacAddress.parse(mac));
        }
      }
    }
    return macs;
  }

  private WarewulfAdapter warewulf(Path state, WarewulfListener listener) {
    Path log = state.resolve("runs").resolve(RUN.format(clock.instant()) + ".jsonl");
    Wwctl logged = new LoggedWwctl(target.wwctl(), log, listener::line, clock);
    Probe probe = new Probe(logged, target.configuration(), target.state());
    return new WarewulfAdapter(logged, probe, state, target.reloader(), listener);
  }

  /** The cluster's certificate authorities. */
  public Authorities authorities(ClusterName cluster) {
    return new Authorities(cluster, state(cluster), clock);
  }

  /** Who was given what of the cluster. */
  public AuditLog audit(ClusterName cluster) {
    return new AuditLog(state(cluster), clock);
  }

  public Clock clock() {
    return clock;
  }

  public JGitHistory history(ClusterName cluster) {
    return new JGitHistory(state(cluster).resolve("history.git"), clock);
  }

  /** One apply at a time on one manager, whatever its cluster: nodes.conf is shared. */
  public ApplyLock lock(String verb) {
    return ApplyLock.take(target.state(), LockHolder.self(clock.instant(), "ekube " + verb));
  }

  public String hostName() {
    return target.hostName();
  }

  /** Where ekube keeps what it must remember of this manager. */
  public Path state() {
    return target.state();
  }

  /** Where the blobs of container images are kept unless an option names another folder. */
  public Path imageStore() {
    return target.state().resolve("images").toAbsolutePath();
  }

  /** Where the tars of node images are kept unless an option names another folder. */
  public Path nodeImageFolder() {
    return target.state().resolve("node-images").toAbsolutePath();
  }

  /** How long the boots of a cluster's nodes have taken is kept here. */
  public Path paceFile(ClusterName cluster) {
    return state(cluster).resolve("pace");
  }

  /** What the nodes of a cluster have booted from is kept here. */
  public Path bootBook(ClusterName cluster) {
    return state(cluster).resolve("boots");
  }

  private Path state(ClusterName cluster) {
    return target.state().resolve("clusters").resolve(cluster.value());
  }

  /** Where the results of an apply are, for a person to look at. */
  public Map<String, Path> places(ClusterName cluster) {
    WarewulfInstall install = install();
    Map<String, Path> places = new LinkedHashMap<>();
    target.guide().ifPresent(guide -> places.put("read first", guide));
    places.put("nodes", install.nodesConf());
    places.put("overlays", install.overlayDirectory().resolve("ekube-" + cluster + "*"));
    places.put("overlay images", install.builtOverlays());
    if (Files.isDirectory(imageStore())) {
      places.put("container images", imageStore());
    }
    places.put("history", state(cluster).resolve("history.git"));
    places.put("authorities", state(cluster).resolve("pki"));
    places.put("log of calls", state(cluster).resolve("runs"));
    return places;
  }
}
