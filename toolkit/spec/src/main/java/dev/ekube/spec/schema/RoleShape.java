package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.group;
import static dev.ekube.spec.schema.Field.optional;

import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.format.ImageNameFormat;
import dev.ekube.spec.rule.format.KernelArgFormat;
import dev.ekube.spec.rule.format.LabelKeyFormat;
import dev.ekube.spec.rule.format.LabelValueFormat;
import dev.ekube.spec.rule.format.ProfileFormat;
import dev.ekube.spec.rule.format.QuantityFormat;
import dev.ekube.spec.rule.format.TagKeyFormat;
import dev.ekube.spec.rule.format.TagValueFormat;
import dev.ekube.spec.rule.format.TaintFormat;
import dev.ekube.spec.rule.format.ThresholdFormat;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.MapOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import dev.ekube.spec.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What nodes of one role share, and what they share with single nodes. */
final class RoleShape {
  static final Field LABELS =
      Field.of(
          "labels",
          new MapOf(LabelKeyFormat.RULE, LabelValueFormat.RULE),
          Yaml.Entries.empty(Field.NOWHERE),
          "{rack: r7}",
          "Kubernetes labels that the kubelet registers with. A node's own label wins over its"
              + " role's.");

  static final Field TAINTS =
      OtherShape.list(
          "taints",
          new Text(TaintFormat.RULE),
          "[\"gpu=yes:NoSchedule\"]",
          "Kubernetes taints that the kubelet registers with. A node has its role's and its own.");

  static final Field KERNEL_ARGS =
      OtherShape.list(
          "kernelArgs",
          new Text(KernelArgFormat.RULE),
          "[\"console=ttyS0,115200n8\"]",
          "Kernel arguments, the role's before the node's. On Warewulf 4.5 they stand in place of"
              + " the default profile's, later versions append them.");

  static final Field TAGS =
      Field.of(
          "tags",
          new MapOf(TagKeyFormat.RULE, TagValueFormat.RULE),
          Yaml.Entries.empty(Field.NOWHERE),
          "{rack: \"7\"}",
          "Warewulf tags for the site's own templates. A node's own tag wins over its role's."
              + " Keys that begin with ekube- are ekube's.");

  private static final Map<String, String> RESOURCES =
      new TreeMap<>(
          Map.of(
              "cpu", "Processor time; 500m is half a core.",
              "ephemeral-storage", "Room in the node's file system.",
              "memory", "Memory.",
              "pid", "Process ids."));

  private static final Map<String, String> SIGNALS =
      new TreeMap<>(
          Map.of(
              "imagefs.available", "Room left for container images.",
              "imagefs.inodesFree", "Inodes left for container images.",
              "memory.available", "Memory left.",
              "nodefs.available", "Room left in the node's file system.",
              "nodefs.inodesFree", "Inodes left in the node's file system.",
              "pid.available", "Process ids left."));

  /** The kubelet of every node, with defaults. */
  static final Fields DEFAULT_KUBELET =
      kubelet(
          "kubernetes.kubelet",
          Field.of("maxPods", new Whole(1, 253), "110", "110", "Pods per node; a /24 holds 253."),
          map("memory", "1Gi"),
          map(
              "imagefs.available", "256Mi",
              "memory.available", "200Mi",
              "nodefs.available", "256Mi",
              "nodefs.inodesFree", "10000"));

  static final Fields ROLES =
      new Fields(
          "roles",
          "What all nodes of one role share.",
          List.of(
              group(
                  "control",
                  role(
                      "k8s-control-ww",
                      OtherShape.texts("node-role.kubernetes.io/control-plane:NoSchedule")),
                  "Control nodes: etcd, API server and its helpers, HAProxy, keepalived."),
              group(
                  "worker",
                  role("k8s-base-ww", OtherShape.texts()),
                  "Workers: they run workloads and carry nothing of a control node.")));

  private RoleShape() {}

  private static Fields role(String image, Yaml taints) {
    String name = image.contains("control") ? "roles.control" : "roles.worker";
    return new Fields(
        name,
        "Settings of one role.",
        List.of(
            Field.of(
                "image",
                new Text(ImageNameFormat.RULE),
                image,
                image,
                "The Warewulf node image that these nodes boot."),
            Field.of(
                "profiles",
                new ListOf(new Text(ProfileFormat.RULE), 1),
                OtherShape.texts("default"),
                "[default, site]",
                "Warewulf profiles, in order. The default profile brings Warewulf's own overlays"
                    + " and should come first."),
            LABELS,
            Field.of("taints", TAINTS.shape(), taints, TAINTS.example(), TAINTS.meaning()),
            KERNEL_ARGS,
            TAGS,
            group(
                "kubelet",
                kubelet(
                    name + ".kubelet",
                    optional("maxPods", new Whole(1, 253), "60", "Pods per node of this role.")),
                "Kubelet settings of this role; a key given here stands in place of the same key"
                    + " under kubernetes.kubelet.")));
  }

  /** Kubelet settings; defaults for systemReserved and evictionHard, or none. */
  private static Fields kubelet(String name, Field maxPods, Yaml... defaults) {
    boolean full = defaults.length > 0;
    return new Fields(
        name,
        "What kubelets are told.",
        List.of(
            maxPods,
            reserved(
                name + ".systemReserved",
                "systemReserved",
                full ? List.of(defaults[0]) : List.of(),
                "Kept for the operating system. Everything that lies in the RAM disk is memory in"
                    + " use: the root file system, container images, etcd's data."),
            reserved(
                name + ".kubeReserved",
                "kubeReserved",
                full ? List.of(map()) : List.of(),
                "Kept for the kubelet and the container runtime."),
            thresholds(
                name + ".evictionHard",
                full ? List.of(defaults[1]) : List.of(),
                "When the kubelet evicts pods. Quantities, because percentages of a RAM disk"
                    + " mislead. A list given here stands in place of the whole default.")));
  }

  private static Field reserved(String name, String key, List<Yaml> byDefault, String meaning) {
    return table(name, key, RESOURCES, QuantityFormat.RULE, byDefault, "{memory: 2Gi}", meaning);
  }

  private static Field thresholds(String name, List<Yaml> byDefault, String meaning) {
    return table(
        name,
        "evictionHard",
        SIGNALS,
        ThresholdFormat.RULE,
        byDefault,
        "{memory.available: 500Mi}",
        meaning);
  }

  private static Field table(
      String name,
      String key,
      Map<String, String> keys,
      FormatRule format,
      List<Yaml> byDefault,
      String example,
      String meaning) {
    List<Field> fields =
        keys.entrySet().stream()
            .map(e -> optional(e.getKey(), new Text(format), example(e.getKey()), e.getValue()))
            .toList();
    Fields shape = new Fields(name, meaning, fields);
    return byDefault.isEmpty()
        ? optional(key, shape, example, meaning)
        : Field.of(key, shape, byDefault.getFirst(), example, meaning);
  }

  private static String example(String key) {
    return switch (key) {
      case "cpu" -> "500m";
      case "pid", "pid.available" -> "1000";
      case "nodefs.inodesFree", "imagefs.inodesFree" -> "10000";
      default -> "512Mi";
    };
  }

  private static Yaml map(String... pairs) {
    Map<String, Yaml.Entry> byKey = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Yaml value = new Yaml.Scalar(Field.NOWHERE, pairs[i + 1], true);
      byKey.put(pairs[i], new Yaml.Entry(Field.NOWHERE, value));
    }
    return new Yaml.Entries(Field.NOWHERE, byKey, Set.of());
  }
}
