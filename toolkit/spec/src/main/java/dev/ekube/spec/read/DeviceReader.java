package dev.ekube.spec.read;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries under {@code devices} of one node or range. */
final class DeviceReader {
  private final NodeReader.Counted counted;

  DeviceReader(NodeReader.Counted counted) {
    this.counted = counted;
  }

  List<Row> devices(View node) {
    List<Row> rows = new ArrayList<>();
    for (Yaml value : node.items("devices")) {
      if (value instanceof Yaml.Entries e) {
        View view = new View(e);
        rows.add(new Row(view, counted.macs(view), counted.addresses(view)));
      }
    }
    return rows;
  }

  /** One device of every node of an entry. */
  record Row(
      View view, List<Optional<Placed<MacAddress>>> macs, List<Optional<Placed<Ipv4>>> addresses) {

    DraftDevice device(int i) {
      String macKey = view.has("macs") || view.spoiled("macs") ? "macs" : "mac";
      return new DraftDevice(
          view.place(),
          view.text("name"),
          view.text("device"),
          view.text("type"),
          view.has(macKey) || view.spoiled(macKey),
          macs.get(i),
          addresses.get(i),
          view.text("network", Cidr::parse),
          view.spoiled("network"),
          view.text("gateway", Ipv4::parse),
          view.whole("mtu"),
          view.table("tags"));
    }
  }
}
