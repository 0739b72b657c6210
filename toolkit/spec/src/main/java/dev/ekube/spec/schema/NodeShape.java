package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.optional;
import static dev.ekube.spec.schema.Field.required;
import static dev.ekube.spec.schema.NetworkShape.ADDRESS;
import static dev.ekube.spec.schema.NetworkShape.CIDR;
import static dev.ekube.spec.schema.NetworkShape.MTU;

import dev.ekube.spec.rule.format.DeviceNameFormat;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.format.InterfaceFormat;
import dev.ekube.spec.rule.format.IpmiDriverFormat;
import dev.ekube.spec.rule.format.IpmiUserFormat;
import dev.ekube.spec.rule.format.MacFormat;
import dev.ekube.spec.rule.format.NodeNameFormat;
import dev.ekube.spec.rule.format.RangeFormat;
import dev.ekube.spec.schema.Shape.EitherBy;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.TextOr;
import java.util.ArrayList;
import java.util.List;

/** Single nodes and ranges of nodes. */
final class NodeShape {
  private static final Fields FROM_WAREWULF =
      new Fields(
          "fromWarewulf",
          "The MAC address that Warewulf already knows for the node of this name.",
          List.of(
              required(
                  "from",
                  new OneOf(List.of("warewulf")),
                  "warewulf",
                  "Where the MAC address comes from: Warewulf's nodes.conf.")));

  private static final Field ROLE =
      required(
          "role",
          new OneOf(List.of("control", "worker")),
          "control",
          "control or worker. It is never guessed from the name.");

  private static final Fields SINGLE = new Fields("node", "A single node.", fields(false));

  private static final Fields RANGE =
      new Fields(
          "nodeRange",
          "Several nodes at once: names with numbers counted up, addresses counted up with them.",
          fields(true));

  static final Shape NODE = new EitherBy("range", RANGE, SINGLE);

  private NodeShape() {}

  private static List<Field> fields(boolean range) {
    List<Field> fields = new ArrayList<>();
    fields.add(range ? rangeName() : name());
    fields.add(ROLE);
    fields.add(range ? macs(true) : mac(true));
    fields.add(address(range, true));
    fields.add(
        OtherShape.list(
            "devices",
            devices(range),
            "[{name: fast, device: ib0, type: infiniband, network: 10.1.0.0/24, "
                + (range ? "firstAddress" : "address")
                + ": 10.1.0.1}]",
            "Further network devices. The primary one, which Warewulf calls default, is made from"
                + " the node's own MAC and address and from network.provisioning."));
    fields.add(RoleShape.LABELS);
    fields.add(RoleShape.TAINTS);
    fields.add(RoleShape.KERNEL_ARGS);
    fields.add(RoleShape.TAGS);
    fields.add(
        optional(
            "ipmi",
            ipmi(range),
            range ? "{firstAddress: 10.2.0.1}" : "{address: 10.2.0.1}",
            "How the power is switched. Without it the node's power is left alone."));
    return List.copyOf(fields);
  }

  private static Field name() {
    return required(
        "name",
        new Text(NodeNameFormat.RULE),
        "control0",
        "The node's name: host name, Warewulf node, Kubernetes node and etcd member at once.");
  }

  private static Field rangeName() {
    return required(
        "range",
        new Text(RangeFormat.RULE),
        "\"worker[0-99]\"",
        "Names with numbers: worker[0-99], c[1-3,5], r[1-2]n[01-16]. Put it in quotes.");
  }

  private static Field mac(boolean primary) {
    TextOr shape = new TextOr(MacFormat.RULE, FROM_WAREWULF);
    String meaning =
        "The MAC address, or {from: warewulf} for the one that nodes.conf holds already.";
    return primary
        ? required("mac", shape, "\"52:54:00:00:00:10\"", meaning)
        : optional("mac", new Text(MacFormat.RULE), "\"52:54:00:00:01:10\"", "The MAC address.");
  }

  private static Field macs(boolean primary) {
    String meaning =
        "A file with one MAC address per line, in the order of the range; empty lines and lines"
            + " that begin with # do not count.";
    return primary
        ? required(
            "macs",
            new TextOr(FilePathFormat.RULE, FROM_WAREWULF),
            "workers.txt",
            meaning + " Or {from: warewulf} for those that nodes.conf holds already.")
        : optional("macs", new Text(FilePathFormat.RULE), "workers-ib.txt", meaning);
  }

  private static Field address(boolean range, boolean primary) {
    String key = range ? "firstAddress" : "address";
    String example = primary ? "10.0.0.100" : "10.1.0.100";
    String meaning =
        range
            ? "The address of the first node; the others follow, each one higher."
            : "Its address.";
    return primary
        ? required(key, ADDRESS, example, meaning + " It lies in the provisioning network.")
        : optional(key, ADDRESS, example, meaning + " It needs network.");
  }

  private static Shape devices(boolean range) {
    Fields fields =
        new Fields(
            range ? "rangeDevice" : "device",
            "A further network device.",
            List.of(
                required(
                    "name",
                    new Text(DeviceNameFormat.RULE),
                    "fast",
                    "Warewulf's name of the device; default is taken."),
                required("device", new Text(InterfaceFormat.RULE), "ib0", "The interface."),
                Field.of(
                    "type",
                    new Text(DeviceNameFormat.RULE),
                    "ethernet",
                    "infiniband",
                    "ethernet, infiniband, bond, vlan …; Warewulf hands it to its network"
                        + " templates."),
                range ? macs(false) : mac(false),
                address(range, false),
                optional("network", CIDR, "10.1.0.0/24", "The network that its address lies in."),
                optional("gateway", ADDRESS, "10.1.0.254", "A gateway on this network."),
                optional("mtu", MTU, "9000", "Its MTU."),
                RoleShape.TAGS));
    return fields;
  }

  private static Fields ipmi(boolean range) {
    return new Fields(
        range ? "rangeIpmi" : "ipmi",
        "The board management controller. Its password is not written here: it stays in"
            + " Warewulf's profile or node.",
        List.of(
            required(
                range ? "firstAddress" : "address",
                ADDRESS,
                "10.2.0.1",
                range
                    ? "The address of the first node's controller; the others follow."
                    : "The controller's address."),
            optional("user", new Text(IpmiUserFormat.RULE), "admin", "The user's name."),
            optional(
                "driver",
                new Text(IpmiDriverFormat.RULE),
                "lanplus",
                "The interface: lan or lanplus.")));
  }
}
