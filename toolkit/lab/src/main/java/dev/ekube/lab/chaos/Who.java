package dev.ekube.lab.chaos;

import dev.ekube.model.NodeName;

/** To which node something happens. */
public sealed interface Who {
  /** That node. */
  record Named(NodeName node) implements Who {
    @Override
    public String toString() {
      return node.value();
    }
  }

  /** Whoever leads etcd when the round begins; the same node until the round is over. */
  record Leader() implements Who {
    @Override
    public String toString() {
      return "the etcd leader";
    }
  }

  /** Whoever holds the virtual address when the round begins. */
  record Holder() implements Who {
    @Override
    public String toString() {
      return "the holder of the virtual address";
    }
  }
}
