package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.group;
import static dev.ekube.spec.schema.Field.required;

import dev.ekube.spec.rule.format.ClusterNameFormat;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.format.VersionFormat;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import java.util.List;

/** The shape of a whole cluster.yaml. */
public final class ClusterShape {
  public static final String API_VERSION = "ekube.dev/v1alpha1";
  public static final String KIND = "Cluster";

  private static final Fields METADATA =
      new Fields(
          "metadata",
          "What the cluster is called.",
          List.of(
              required(
                  "name",
                  new Text(ClusterNameFormat.RULE),
                  "demo",
                  "The cluster's name. It becomes part of overlay names, of the tag that marks its"
                      + " nodes, and of etcd's token, so it cannot be changed while the cluster"
                      + " lives.")));

  private static final Fields KUBERNETES =
      new Fields(
          "kubernetes",
          "Kubernetes itself.",
          List.of(
              required(
                  "version",
                  new Text(VersionFormat.RULE),
                  "v1.32.1",
                  "The Kubernetes release. Releases of 1.31, 1.32 and 1.33 are supported."),
              group(
                  "kubelet",
                  RoleShape.DEFAULT_KUBELET,
                  "What every kubelet is told. A role can say otherwise, key by key.")));

  /** The root. */
  public static final Fields ROOT =
      new Fields(
          "cluster",
          "One cluster.",
          List.of(
              required(
                  "apiVersion",
                  new OneOf(List.of(API_VERSION)),
                  API_VERSION,
                  "The version of this format."),
              required("kind", new OneOf(List.of(KIND)), KIND, "What the file describes."),
              required("metadata", METADATA, "{name: demo}", "What the cluster is called."),
              required("kubernetes", KUBERNETES, "{version: v1.32.1}", "Kubernetes itself."),
              required(
                  "endpoint",
                  NetworkShape.ENDPOINT,
                  "{vip: 10.0.0.99}",
                  "Where clients reach the API."),
              required(
                  "network",
                  NetworkShape.NETWORK,
                  "{provisioning: {cidr: 10.0.0.0/24}}",
                  "The networks."),
              required(
                  "manager",
                  NetworkShape.MANAGER,
                  "{address: 10.0.0.13}",
                  "The Warewulf manager, on which ekube runs."),
              group("roles", RoleShape.ROLES, "What all nodes of one role share."),
              required(
                  "nodes",
                  new ListOf(NodeShape.NODE, 1),
                  "[{name: control0, role: control, mac: \"52:54:00:00:00:10\","
                      + " address: 10.0.0.1}]",
                  "The nodes: single ones with name, many at once with range."),
              group("images", OtherShape.IMAGES, "Where images come from."),
              group("security", OtherShape.SECURITY, "Choices about trust."),
              OtherShape.list(
                  "manifests",
                  new Text(FilePathFormat.RULE),
                  "[manifests/storage.yaml]",
                  "Files of Kubernetes objects, relative to cluster.yaml, applied in this order"
                      + " once the API answers."),
              group("recovery", OtherShape.RECOVERY, "What happens after a loss of data."),
              group("share", OtherShape.SHARE, "The view for tools made for the original.")));

  private ClusterShape() {}
}
