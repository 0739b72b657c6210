package dev.ekube.manager.port;

import dev.ekube.model.NodeName;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.function.Consumer;

/** The API of one cluster. Failures are in words for the log. */
public interface Kubernetes extends Closeable {

  /** Brings the cluster's own objects to what they must be; what is so already stays. */
  void apply() throws IOException, InterruptedException;

  /** Moves the pods of a node away, at most until the limit. */
  void drain(NodeName node, Duration limit) throws IOException, InterruptedException;

  /** Allows pods on a node again. */
  void uncordon(NodeName node) throws IOException, InterruptedException;

  /** Tells which nodes are Ready, now and at every change, until closed; outages are bridged. */
  void watch(Consumer<SortedSet<NodeName>> ready);

  @Override
  void close();
}
