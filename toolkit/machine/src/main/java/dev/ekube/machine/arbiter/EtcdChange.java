package dev.ekube.machine.arbiter;

import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;

/** One change of etcd's membership that the manager carries out. */
public sealed interface EtcdChange {
  int epoch();

  NodeName node();

  record Remove(int epoch, NodeName node, MemberId member) implements EtcdChange {}

  record AddLearner(int epoch, NodeName node, String peerUrl) implements EtcdChange {}

  record Promote(int epoch, NodeName node, MemberId member) implements EtcdChange {}

  /** How a change ended. */
  sealed interface Outcome {
    /** etcd has committed it; {@code member} is the one removed, added or promoted. */
    record Done(MemberId member) implements Outcome {}

    /** etcd has refused, in these words. Nothing has changed. */
    record Refused(String words) implements Outcome {}

    /** No answer in time: it may have happened or not; the next look tells. */
    record Unknown(String words) implements Outcome {}
  }
}
