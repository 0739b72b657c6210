package dev.ekube.spec.read;

import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.model.Taint;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.NodeRange;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.node.MacNotInWarewulf;
import dev.ekube.spec.rule.node.RangeMacCount;
import dev.ekube.spec.rule.node.RangePastEnd;
import dev.ekube.spec.rule.node.TooManyNodes;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** The entries under {@code nodes}, ranges written out. */
final class NodeReader {
  private final References references;
  private final List<DraftNode> nodes = new ArrayList<>();
  private boolean complete;

  NodeReader(References references) {
    this.references = references;
  }

  List<DraftNode> nodes() {
    return nodes;
  }

  /** False when an entry was left out because it could not be read. */
  boolean complete() {
    return complete;
  }

  void readAll(View root) {
    boolean spoiled =
        root.entries().get("nodes").orElse(null) instanceof Yaml.Items items && items.spoiled();
    complete = root.has("nodes") && !spoiled;
    List<Yaml> entries = root.items("nodes");
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Yaml.Entries e) {
        View view = new View(e);
        complete &= !view.spoiled("role");
        read(view, i);
      }
    }
  }

  private void read(View view, int entry) {
    boolean range = view.has("range") || view.spoiled("range");
    Optional<Placed<String>> written = view.text(range ? "range" : "name");
    if (written.isEmpty()) {
      complete = false;
      return;
    }
    List<String> names = List.of(written.get().value());
    if (range) {
      NodeRange numbers = NodeRange.parse(written.get().value()).orElseThrow();
      if (nodes.size() + numbers.count() > TooManyNodes.MOST) {
        references.found().add(TooManyNodes.RULE.at(written.get().place(), numbers.count()));
        complete = false;
        return;
      }
      names = numbers.names();
    }
    Entry common = common(view, range, written.get(), names);
    for (int i = 0; i < names.size(); i++) {
      nodes.add(common.node(entry, i, new NodeName(names.get(i))));
    }
  }

  private Entry common(View view, boolean range, Placed<String> written, List<String> names) {
    Counted counted = new Counted(references, range, written, names);
    return new Entry(
        view,
        written,
        view.text("role", text -> Role.valueOf(text.toUpperCase(Locale.ROOT))),
        primaryMacs(view, range, written, names),
        counted.addresses(view),
        new DeviceReader(counted).devices(view),
        view.table("labels"),
        view.texts("taints", Texts::taint),
        view.texts("kernelArgs"),
        view.table("tags"),
        view.has("ipmi") ? Optional.of(view.nested("ipmi")) : Optional.empty(),
        counted.addresses(view.nested("ipmi")));
  }

  private List<Optional<Placed<MacAddress>>> primaryMacs(
      View view, boolean range, Placed<String> written, List<String> names) {
    String key = range ? "macs" : "mac";
    if (view.has(key) && view.text(key).isEmpty()) {
      Yaml.Entry from = view.entries().byKey().get(key);
      return fromWarewulf(from, names);
    }
    return new Counted(references, range, written, names).macs(view);
  }

  private List<Optional<Placed<MacAddress>>> fromWarewulf(Yaml.Entry entry, List<String> names) {
    SortedMap<NodeName, MacAddress> known = references.warewulfMacs();
    List<Optional<Placed<MacAddress>>> macs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Optional<MacAddress> mac = Optional.ofNullable(known.get(new NodeName(name)));
      if (mac.isEmpty()) {
        missing.add(name);
      }
      macs.add(mac.map(m -> new Placed<>(m, entry.value().place())));
    }
    if (!missing.isEmpty()) {
      references.found().add(MacNotInWarewulf.RULE.at(entry.value().place(), missing));
    }
    return macs;
  }

  /** Addresses and MACs counted up along the names of one entry. */
  record Counted(References references, boolean range, Placed<String> written, List<String> names) {

    List<Optional<Placed<Ipv4>>> addresses(View view) {
      Optional<Placed<Ipv4>> first = view.text(range ? "firstAddress" : "address", Ipv4::parse);
      List<Optional<Placed<Ipv4>>> all = new ArrayList<>(names.size());
      for (int i = 0; i < names.size(); i++) {
        int step = i;
        all.add(
            first.flatMap(f -> Texts.plus(f.value(), step).map(a -> new Placed<>(a, f.place()))));
      }
      if (first.isPresent() && all.getLast().isEmpty()) {
        references.found().add(RangePastEnd.RULE.at(first.get().place(), names.size()));
      }
      return all;
    }

    List<Optional<Placed<MacAddress>>> macs(View view) {
      if (!range) {
        return List.of(view.text("mac", MacAddress::parse));
      }
      Optional<Placed<String>> file = view.text("macs");
      Optional<List<Optional<Placed<MacAddress>>>> lines = file.flatMap(references::macs);
      if (lines.isPresent() && lines.get().size() != names.size()) {
        references
            .found()
            .add(RangeMacCount.RULE.at(file.get(), written.value(), names, lines.get().size()));
      }
      List<Optional<Placed<MacAddress>>> all = new ArrayList<>(names.size());
      for (int i = 0; i < names.size(); i++) {
        boolean there = lines.isPresent() && i < lines.get().size();
        all.add(there ? lines.get().get(i) : Optional.empty());
      }
      return all;
    }
  }

  /** One entry, with whatever differs between its nodes as lists along their names. */
  private record Entry(
      View view,
      Placed<String> written,
      Optional<Placed<Role>> role,
      List<Optional<Placed<MacAddress>>> macs,
      List<Optional<Placed<Ipv4>>> addresses,
      List<DeviceReader.Row> devices,
      SortedMap<String, Placed<String>> labels,
      List<Placed<Taint>> taints,
      List<Placed<String>> kernelArgs,
      SortedMap<String, Placed<String>> tags,
      Optional<View> ipmi,
      List<Optional<Placed<Ipv4>>> ipmiAddresses) {

    DraftNode node(int entry, int i, NodeName name) {
      return new DraftNode(
          entry,
          view.place(),
          new Placed<>(name, written.place()),
          role,
          macs.get(i),
          addresses.get(i),
          devices.stream().map(row -> row.device(i)).toList(),
          labels,
          taints,
          kernelArgs,
          tags,
          ipmi.map(
              v ->
                  new DraftNode.DraftIpmi(ipmiAddresses.get(i), v.text("user"), v.text("driver"))));
    }
  }
}
