package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Observed.ObservedNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One change of nodes.conf: wwctl deletes and imports the entries in a stage, the result is read
 * back field by field, and only then takes the real file's place. Deleting first is needed because
 * an import of 4.6 and later merges into what stands there and so never removes a field.
 */
final class NodeUpdate {
  private static final int ATTEMPTS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LIMIT_PER_NODE = Duration.ofMillis(100);

  private final Wwctl wwctl;
  private final WarewulfInstall install;
  private final Optional<String> defaults;
  private final List<NodeEntry> put;
  private final List<NodeName> removed;

  NodeUpdate(
      Wwctl wwctl,
      WarewulfInstall install,
      Optional<String> defaults,
      List<NodeEntry> put,
      List<NodeName> removed) {
    this.wwctl = wwctl;
    this.install = install;
    this.defaults = defaults;
    this.put = put;
    this.removed = removed;
  }

  /** Runs it; true when nodes.conf was replaced, false when it held all that already. */
  boolean run(Disk disk) {
    try (Stage stage = Stage.open(install, disk)) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        NodesConf before = parse(stage.prepare());
        refuseForeign(before);
        refuseUnknownProfiles(before);
        if (!isNeeded(before)) {
          return false;
        }
        rewrite(stage, before);
        verify(before, parse(stage.staged()));
        if (stage.isCurrent()) {
          stage.publish();
          return true;
        }
      }
      throw PortException.failed(
          "tried to change %s but something else kept changing it".formatted(install.nodesConf()),
          "see who writes it (warewulfd's discovery?), then run again: ls -l --full-time "
              + install.nodesConf());
    }
  }

  private NodesConf parse(String text) {
    return NodesConf.parse(text, install.nodesConf(), install.generation(), defaults);
  }

  private boolean isNeeded(NodesConf before) {
    return !put.isEmpty() || removed.stream().anyMatch(name -> before.has(name.value()));
  }

  private void refuseForeign(NodesConf before) {
    SortedMap<String, ObservedNode> nodes = before.observed();
    for (NodeEntry entry : put) {
      Optional<ClusterName> owner =
          Optional.ofNullable(nodes.get(entry.name().value())).flatMap(ObservedNode::owner);
      if (owner.isPresent() && !owner.get().value().equals(entry.tags().get(NodeEntry.OWNER_TAG))) {
        throw foreign(entry.name(), "belongs to cluster " + owner.get());
      }
    }
    for (NodeName name : removed) {
      ObservedNode node = nodes.get(name.value());
      if (node != null && node.owner().isEmpty()) {
        throw foreign(name, "belongs to no cluster of ekube");
      }
    }
  }

  /** Some generations import a node with a profile that is not there, and boot it without. */
  private void refuseUnknownProfiles(NodesConf before) {
    for (NodeEntry entry : put) {
      for (String profile : entry.profiles()) {
        if (!before.hasProfile(profile)) {
          throw PortException.precondition(
              "tried to give node %s the profile %s but %s has none of that name"
                  .formatted(entry.name(), profile, install.nodesConf()),
              "correct `profiles` in cluster.yaml, or make it: wwctl profile add " + profile);
        }
      }
    }
  }

  private static PortException foreign(NodeName name, String why) {
    return PortException.failed(
        "tried to change node %s but it %s".formatted(name, why),
        "look at it: wwctl node export " + name);
  }

  private void rewrite(Stage stage, NodesConf before) {
    Set<String> gone = new TreeSet<>();
    put.forEach(entry -> gone.add(entry.name().value()));
    removed.forEach(name -> gone.add(name.value()));
    gone.removeIf(name -> !before.has(name));
    if (!gone.isEmpty()) {
      List<String> arguments = new ArrayList<>(List.of("node", "delete", "-y"));
      arguments.addAll(gone);
      Wwctl.Call call = call(stage, arguments, "");
      Wwctl.Result result = wwctl.run(call);
      // Exit code 255 may only say that no warewulfd runs to be told, so the file is asked instead.
      NodesConf after = parse(stage.staged());
      if (gone.stream().anyMatch(after::has)) {
        throw refused("delete nodes from", call, result);
      }
    }
    if (!put.isEmpty()) {
      importInto(stage, before);
    }
  }

  private void importInto(Stage stage, NodesConf before) {
    Path file = stage.importFile(before.importText(put));
    boolean asks = install.generation().asksBeforeImport();
    List<String> arguments = new ArrayList<>(List.of("node", "import"));
    if (!asks) {
      arguments.add("-y");
    }
    arguments.add(file.toString());
    Wwctl.Call call = call(stage, arguments, asks ? "y\n" : "");
    Wwctl.Result result = wwctl.run(call);
    NodesConf after = parse(stage.staged());
    if (result.exitCode() != 0 || put.stream().anyMatch(e -> !after.has(e.name().value()))) {
      throw refused("import nodes into", call, result);
    }
  }

  /** The call cannot be repeated by hand, for its copy of nodes.conf goes with the stage. */
  private PortException refused(String tried, Wwctl.Call call, Wwctl.Result result) {
    return PortException.failed(
        Failures.of(tried + " a copy of " + install.nodesConf(), call, result).getMessage(),
        "nothing was changed; see whether wwctl can read it: wwctl --warewulfconf "
            + install.configuration()
            + " node list");
  }

  private Wwctl.Call call(Stage stage, List<String> arguments, String input) {
    Duration limit = LIMIT.plus(LIMIT_PER_NODE.multipliedBy(put.size() + removed.size()));
    return new Wwctl.Call(stage.configuration(), arguments, input, limit);
  }

  private void verify(NodesConf before, NodesConf after) {
    SortedMap<String, ObservedNode> nodes = after.observed();
    Set<String> named = new TreeSet<>();
    for (NodeEntry entry : put) {
      String name = entry.name().value();
      named.add(name);
      difference(entry.fields(), nodes.get(name).fields())
          .ifPresent(
              field -> {
                throw lost("node " + name, field);
              });
    }
    removed.forEach(name -> named.add(name.value()));
    difference(before.values(named), after.values(named))
        .ifPresent(
            at -> {
              throw PortException.failed(
                  "tried to change %s but wwctl would also change or drop what is not ekube's: %s"
                      .formatted(install.nodesConf(), at),
                  "correct or remove that by hand (wwctl does not know it), then run again");
            });
  }

  private PortException lost(String where, String field) {
    return PortException.failed(
        "tried to write %s but Warewulf %s did not keep %s"
            .formatted(where, install.version(), field),
        "nothing was changed; look at the run log for what wwctl said");
  }

  /** The first key whose values differ, with both. */
  private static Optional<String> difference(
      Map<String, String> wanted, Map<String, String> found) {
    Set<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    Map<String, String> differing = new TreeMap<>();
    for (String key : keys) {
      if (!Optional.ofNullable(wanted.get(key)).equals(Optional.ofNullable(found.get(key)))) {
        differing.put(key, key + " = " + wanted.get(key) + ", found " + found.get(key));
      }
    }
    return differing.values().stream().findFirst();
  }
}
