package dev.ekube.kubeadm;

/** Ports of the control plane; all but the last are kubeadm's (constants/constants.go). */
public final class Ports {
  /** An API server, on every address of its node. */
  public static final int API = 6443;

  /** etcd's clients, on the node's address and on loopback. */
  public static final int ETCD_CLIENT = 2379;

  /** etcd's peers, on the node's address. */
  public static final int ETCD_PEER = 2380;

  /** etcd's metrics and probes, on loopback. */
  public static final int ETCD_METRICS = 2381;

  static final int CONTROLLER_MANAGER = 10257;
  static final int SCHEDULER = 10259;

  /** HAProxy's way to the API, on loopback of every node. */
  public static final int LOCAL_API = 6444;

  private Ports() {}
}
