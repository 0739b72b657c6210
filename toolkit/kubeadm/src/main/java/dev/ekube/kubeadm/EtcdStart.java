package dev.ekube.kubeadm;

import dev.ekube.model.NodeName;
import java.util.List;

/**
 * How a member of etcd starts, as a ticket of the arbiter grants it. Members stand in the ticket's
 * order; each URL is a peer URL.
 */
public sealed interface EtcdStart {
  /** One member of the list that etcd is started with. */
  record Member(NodeName name, String peerUrl) {
    @Override
    public String toString() {
      return name + "=" + peerUrl;
    }
  }

  /**
   * The first start of an epoch, on an empty data directory. Such a manifest may never meet an
   * empty directory again: whoever places it removes it before the kubelet starts on another boot.
   *
   * @param token the cluster and the epoch, so that members of two epochs refuse one another
   */
  record New(String token, List<Member> members) implements EtcdStart {
    public New {
      members = List.copyOf(members);
    }
  }

  /**
   * Joins the members of an epoch on an empty data directory, after the arbiter has added this one:
   * the list is exactly what etcd returned.
   */
  record Existing(String token, List<Member> members) implements EtcdStart {
    public Existing {
      members = List.copyOf(members);
    }
  }

  /** Goes on with the data directory that is there, which knows all members itself. */
  record Resume() implements EtcdStart {}
}
