package dev.ekube.model.node;

/** How nodes come by the container images that Kubernetes runs on them. */
public enum KubernetesImages {
  /** They lie unpacked in the node image, so that a booting node has nothing to import. */
  PREPARED,
  /** The node pulls them. */
  NONE
}
