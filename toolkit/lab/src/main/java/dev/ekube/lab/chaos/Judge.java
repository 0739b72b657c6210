package dev.ekube.lab.chaos;

import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is wrong with a cluster that should be whole. */
public final class Judge {
  private Judge() {}

  /** In sentences; none when it is whole. */
  public static List<String> faults(Layout layout, Seen seen) {
    List<String> faults = new ArrayList<>();
    List<String> names = names(layout.all());
    for (String name : names) {
      boolean ready = Optional.ofNullable(seen.objects().get(name)).orElse(false);
      if (!ready) {
        faults.add(
            name + (seen.objects().containsKey(name) ? " is not Ready" : " has no Node object"));
      }
    }
    seen.objects().keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add("there is an orphan Node object " + name));
    layout.controls().forEach(node -> etcd(node, layout, seen, faults));
    if (new TreeSet<>(seen.clusters().values()).size() > 1) {
      faults.add("there is more than one epoch: clusters " + seen.clusters());
    }
    if (seen.holders().size() != 1) {
      faults.add("the virtual address is held by " + seen.holders());
    }
    missing(layout.all(), seen.apis(), faults, "reaches no API at its own HAProxy");
    missing(layout.all(), seen.resolvers(), faults, "gets no answer from CoreDNS");
    return faults;
  }

  private static void etcd(NodeName node, Layout layout, Seen seen, List<String> faults) {
    Optional<List<String>> members = Optional.ofNullable(seen.members().get(node));
    if (members.isEmpty()) {
      faults.add("etcd of " + node + " is not healthy");
    } else if (!members.get().stream().sorted().toList().equals(sorted(layout.controls()))) {
      faults.add("etcd of " + node + " names the members " + members.get());
    }
  }

  private static void missing(
      List<NodeName> wanted, List<NodeName> found, List<String> faults, String words) {
    wanted.stream()
        .filter(node -> !found.contains(node))
        .forEach(node -> faults.add(node + " " + words));
  }

  private static List<String> names(Collection<NodeName> nodes) {
    return nodes.stream().map(NodeName::value).toList();
  }

  private static List<String> sorted(Collection<NodeName> nodes) {
    return names(nodes).stream().sorted().toList();
  }
}
