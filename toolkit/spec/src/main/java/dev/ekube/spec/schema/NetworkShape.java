package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.group;
import static dev.ekube.spec.schema.Field.optional;
import static dev.ekube.spec.schema.Field.required;

import dev.ekube.spec.rule.format.AddressFormat;
import dev.ekube.spec.rule.format.CertNameFormat;
import dev.ekube.spec.rule.format.DhcpRangeFormat;
import dev.ekube.spec.rule.format.HostFormat;
import dev.ekube.spec.rule.format.InterfaceFormat;
import dev.ekube.spec.rule.format.NetworkFormat;
import dev.ekube.spec.rule.format.TimeServerFormat;
import dev.ekube.spec.rule.format.VersionFormat;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.Flag;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import java.util.List;

/** Endpoint, networks and manager. */
final class NetworkShape {
  static final Shape PORT = new Whole(1, 65_535);
  static final Shape MTU = new Whole(1_280, 9_216);
  static final Shape ADDRESS = new Text(AddressFormat.RULE);
  static final Shape CIDR = new Text(NetworkFormat.RULE);

  static final Fields ENDPOINT =
      new Fields(
          "endpoint",
          "Where clients reach the API: name:port, at the virtual address (VIP).",
          List.of(
              required(
                  "vip",
                  ADDRESS,
                  "10.0.0.99",
                  "The virtual address. It lies in the provisioning network, belongs to nobody"
                      + " else and is outside the DHCP range; keepalived moves it between the"
                      + " control nodes."),
              Field.of(
                  "name",
                  new Text(HostFormat.RULE),
                  "vip.kubernetes.local",
                  "api.cluster.example.org",
                  "The name of the virtual address. Every node's /etc/hosts knows it."),
              Field.of(
                  "port",
                  PORT,
                  "8443",
                  "8443",
                  "Where HAProxy listens on the virtual address. The API server itself keeps"
                      + " 6443."),
              optional(
                  "routerId",
                  new Whole(1, 255),
                  "51",
                  "The VRRP router id. It differs between clusters on one network segment. By"
                      + " default it is derived from the cluster's name."),
              OtherShape.list(
                  "certSANs",
                  new Text(CertNameFormat.RULE),
                  "[10.0.0.13, api.example.org]",
                  "Further names and addresses for the API server's certificate. The virtual"
                      + " address, its name, the manager and all control nodes are in it"
                      + " anyway.")));

  private static final Fields PROVISIONING =
      new Fields(
          "network.provisioning",
          "The network that nodes boot from and talk over.",
          List.of(
              required("cidr", CIDR, "10.0.0.0/24", "The network."),
              Field.of(
                  "interface",
                  new Text(InterfaceFormat.RULE),
                  "net0",
                  "eno1",
                  "The interface's name on the nodes; Warewulf names it so."),
              optional("gateway", ADDRESS, "10.0.0.254", "The default gateway of the nodes."),
              OtherShape.list(
                  "dns",
                  ADDRESS,
                  "[1.1.1.1]",
                  "DNS servers of the nodes, in order. They become the tags DNS1, DNS2 … of the"
                      + " primary device, which Warewulf's network templates read."),
              OtherShape.list(
                  "ntp",
                  new Text(TimeServerFormat.RULE),
                  "[10.0.0.13]",
                  "Time servers of the nodes."),
              optional(
                  "dhcpRange",
                  new Text(DhcpRangeFormat.RULE),
                  "10.0.0.200-10.0.0.250",
                  "What Warewulf's DHCP server hands out (range start and range end in"
                      + " warewulf.conf). It is only compared with the addresses here: none may"
                      + " lie in it."),
              optional("mtu", MTU, "9000", "The MTU of the primary device.")));

  private static final Fields CNI =
      new Fields(
          "network.cni",
          "The plug-in that connects pods.",
          List.of(
              Field.of(
                  "name",
                  new OneOf(List.of("flannel", "none")),
                  "flannel",
                  "none",
                  "flannel: VXLAN between the nodes. none: the site brings its own through"
                      + " manifests; until it runs, nodes stay NotReady."),
              Field.of(
                  "version", new Text(VersionFormat.RULE), "v0.26.4", "v0.26.4", "Its release."),
              Field.of(
                  "nftables",
                  new Flag(),
                  "false",
                  "true",
                  "Whether flannel writes nftables rules instead of iptables ones."),
              optional(
                  "mtu",
                  MTU,
                  "1450",
                  "The MTU of pods. By default flannel takes the node's less 50 bytes for"
                      + " VXLAN.")));

  static final Fields NETWORK =
      new Fields(
          "network",
          "The networks. They must not overlap.",
          List.of(
              required(
                  "provisioning",
                  PROVISIONING,
                  "{cidr: 10.0.0.0/24}",
                  "The network that nodes boot from."),
              Field.of(
                  "pods",
                  CIDR,
                  "10.249.0.0/16",
                  "10.249.0.0/16",
                  "Addresses of pods. Each node takes a /24 of it."),
              Field.of(
                  "services",
                  CIDR,
                  "10.96.0.0/12",
                  "10.96.0.0/12",
                  "Addresses of services, from /12 to /28. The first one is the API's, the tenth"
                      + " the cluster DNS's."),
              Field.of(
                  "dnsDomain",
                  new Text(HostFormat.RULE),
                  "cluster.local",
                  "cluster.local",
                  "The domain of services inside the cluster."),
              group("cni", CNI, "The plug-in that connects pods.")));

  static final Fields MANAGER =
      new Fields(
          "manager",
          "The Warewulf manager, on which ekube runs.",
          List.of(
              required("address", ADDRESS, "10.0.0.13", "Its address as nodes reach it."),
              Field.of(
                  "name",
                  new Text(HostFormat.RULE),
                  "cluster-manager",
                  "head.example.org",
                  "Its host name as nodes shall resolve it."),
              Field.of("port", PORT, "8442", "8442", "Where ekube serve listens.")));

  private NetworkShape() {}
}
