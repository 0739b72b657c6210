package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.group;
import static dev.ekube.spec.schema.Field.optional;
import static dev.ekube.spec.schema.Field.required;

import dev.ekube.model.KeyKind;
import dev.ekube.spec.rule.format.DirectoryFormat;
import dev.ekube.spec.rule.format.DurationFormat;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.format.ImageRefFormat;
import dev.ekube.spec.rule.format.MirrorUrlFormat;
import dev.ekube.spec.rule.format.RegistryFormat;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.Flag;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import dev.ekube.spec.yaml.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The smaller parts of cluster.yaml. */
final class OtherShape {
  private static final Fields MIRROR =
      new Fields(
          "mirror",
          "Another place that serves the images of one registry.",
          List.of(
              required(
                  "registry",
                  new Text(RegistryFormat.RULE),
                  "registry.k8s.io",
                  "The registry, as image references name it."),
              required(
                  "url",
                  new Text(MirrorUrlFormat.RULE),
                  "http://10.0.0.13:5000",
                  "Where its images are found instead. A registry that speaks plain HTTP, or one"
                      + " whose certificate is signed by the site itself, is given its own"
                      + " address here."),
              optional(
                  "ca",
                  new Text(FilePathFormat.RULE),
                  "certs/site-ca.pem",
                  "A PEM file beside cluster.yaml with the authorities to trust for that URL.")));

  static final Fields IMAGES =
      new Fields(
          "images",
          "Where node images and container images come from.",
          joined(
              group("base", NodeImageShape.BASE, "What node images are built upon."),
              Field.of(
                  "builder",
                  new OneOf(List.of("layers", "existing")),
                  "existing",
                  "layers",
                  "layers: ekube builds the node images. existing: the site puts them into"
                      + " Warewulf itself, under the names that roles give."),
              Field.of(
                  "architecture",
                  new OneOf(List.of("amd64", "arm64", "ppc64le", "s390x")),
                  "amd64",
                  "arm64",
                  "The processors of all nodes; container images are taken for them."),
              list(
                  "mirrors",
                  MIRROR,
                  "[{registry: registry.k8s.io, url: \"http://10.0.0.13:5000\"}]",
                  "Where images are fetched from before their own registry is asked, tried in"
                      + " this order. What is fetched is checked against the lock file, so a"
                      + " mirror need not be trusted."),
              list(
                  "extra",
                  new Text(ImageRefFormat.RULE),
                  "[docker.io/library/busybox:1.36]",
                  "Container images for the archive beyond those that Kubernetes and its addons"
                      + " need.")));

  static final Fields SECURITY =
      new Fields(
          "security",
          "Choices about trust.",
          List.of(
              Field.of(
                  "enrolment",
                  new OneOf(List.of("address", "assetkey")),
                  "address",
                  "assetkey",
                  "What a booting node must show before it gets its identity. address: its own"
                      + " address and a source port below 1024. assetkey: the SMBIOS asset key"
                      + " as well."),
              Field.of(
                  "selinux",
                  new OneOf(List.of("disabled", "permissive", "enforcing")),
                  "permissive",
                  "disabled",
                  "The mode that stands in /etc/selinux/config of every node. Warewulf's images"
                      + " carry no labels, so enforcing needs an image that relabels itself."),
              Field.of(
                  "keys",
                  new OneOf(Arrays.stream(KeyKind.values()).map(KeyKind::word).toList()),
                  KeyKind.ECDSA_P256.word(),
                  KeyKind.RSA_3072.word(),
                  "What keys are made of: those of the authorities at the first apply, those of"
                      + " nodes at every boot, and the manager's own. Authorities that are there"
                      + " stay as they are. RSA keys cost a booting node seconds of processor"
                      + " time."),
              Field.of(
                  "certificateValidityPeriod",
                  new Text(DurationFormat.RULE),
                  "8760h",
                  "2160h",
                  "How long certificates of nodes and of the manager hold: 10m to 8760h, which is"
                      + " 365 days. They are renewed long before that, without a reboot.")));

  private static final Fields SNAPSHOTS =
      new Fields(
          "recovery.snapshots",
          "Snapshots of etcd, taken by the manager.",
          List.of(
              Field.of(
                  "every",
                  new Text(DurationFormat.RULE),
                  "30s",
                  "5m",
                  "Time between two snapshots, at least 5s."),
              Field.of("keep", new Whole(1, 10_000), "20", "20", "How many snapshots are kept.")));

  static final Fields RECOVERY =
      new Fields(
          "recovery",
          "What happens after a loss of data.",
          List.of(
              Field.of(
                  "totalLoss",
                  new OneOf(List.of("restore", "recreate", "hold")),
                  "restore",
                  "hold",
                  "When every control node has proved that its data is gone. restore: the newest"
                      + " verified snapshot, or a new cluster when there is none. recreate:"
                      + " always a new, empty cluster. hold: wait for the operator."),
              group("snapshots", SNAPSHOTS, "Snapshots of etcd.")));

  static final Fields SHARE =
      new Fields(
          "share",
          "An optional directory with leader, leader_ready and kube.config, written by the"
              + " manager so that tools made for the original keep working. Nothing in ekube"
              + " reads it.",
          List.of(
              Field.of("enabled", new Flag(), "false", "true", "Whether the manager writes it."),
              Field.of(
                  "path",
                  new Text(DirectoryFormat.RULE),
                  "/share",
                  "/share",
                  "Its directory on the manager.")));

  private OtherShape() {}

  private static List<Field> joined(Field... fields) {
    return Stream.concat(Arrays.stream(fields), NodeImageShape.fields().stream()).toList();
  }

  /** A list that is empty unless it is given. */
  static Field list(String key, Shape item, String example, String meaning) {
    return Field.of(
        key,
        new ListOf(item, 0),
        new Yaml.Items(Field.NOWHERE, List.of(), false),
        example,
        meaning);
  }

  /** A list of texts by default. */
  static Yaml texts(String... values) {
    return new Yaml.Items(
        Field.NOWHERE,
        List.of(values).stream()
            .<Yaml>map(value -> new Yaml.Scalar(Field.NOWHERE, value, true))
            .toList(),
        false);
  }
}
