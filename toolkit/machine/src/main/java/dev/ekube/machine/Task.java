package dev.ekube.machine;

/** The steps of which a node's orders consist; {@code Recipe} says which order needs which. */
public enum Task {
  /** Write certificates, kubeconfigs and other files of the bundle that came with the order. */
  PLACE_FILES("placing files"),
  /** Remove the static pods and wait until their processes are gone. */
  STOP_CONTROL_PLANE("stopping etcd and the API server"),
  /** Delete etcd's data, but only data of another epoch, or of another member of this one. */
  WIPE_OLDER("deleting data that is superseded"),
  /** Fetch the snapshot of the order from the manager and check its digest. */
  FETCH_SNAPSHOT("fetching the snapshot"),
  /** Restore that snapshot into an empty data directory. */
  RESTORE_DATA("restoring the snapshot"),
  /** Write down, synced, that etcd of this epoch is about to start here in this boot. */
  MARK_EPOCH("marking the epoch"),
  /** Place etcd's static pod manifest. */
  PLACE_ETCD("placing etcd"),
  START_KUBELET("starting the kubelet"),
  /** Wait until etcd accepts connections; it may do so long before it has a quorum. */
  AWAIT_ETCD("waiting for etcd to listen"),
  PLACE_API("placing the API server"),
  /** Wait until the API server that this node uses is ready. */
  AWAIT_API("waiting for the API to be ready"),
  /** Place controller-manager and scheduler, which lose time when they start without an API. */
  PLACE_CONTROLLERS("placing controller-manager and scheduler"),
  /** Restart the kubelet once, so that registration does not wait for its back-off. */
  RESTART_KUBELET("restarting the kubelet"),
  /** Read the end of the stopped member's log. */
  INSPECT_DATA("reading the end of the log"),
  /** Seal the log, start etcd alone on loopback, take a snapshot, and send it to the manager. */
  EXPORT_DATA("exporting the data"),
  REBOOT("rebooting");

  private final String words;

  Task(String words) {
    this.words = words;
  }

  /** What {@code status} says while the task runs. */
  public String words() {
    return words;
  }
}
