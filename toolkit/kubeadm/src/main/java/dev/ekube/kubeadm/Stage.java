package dev.ekube.kubeadm;

/** When the agent places a file: each stage waits for what it needs and for nothing else. */
public enum Stage {
  /** As soon as the certificates are there. */
  ENROLMENT,
  /** With a ticket for etcd in hand. */
  ETCD,
  /** When etcd's port for clients accepts connections. */
  API_SERVER,
  /** When the local API server says that it is ready. */
  READY,
  /**
   * Just before the kubelet starts: on a control node at once, on a worker when the API answers.
   * Without these files the unit's conditions keep a kubelet from starting early.
   */
  KUBELET
}
