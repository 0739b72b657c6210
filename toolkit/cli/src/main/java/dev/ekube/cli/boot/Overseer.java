package dev.ekube.cli.boot;

import dev.ekube.machine.arbiter.Request;
import dev.ekube.wire.ClusterStatus;

/** The service that watches over the cluster. */
interface Overseer {
  ClusterStatus status();

  /** Hands a request to the arbiter; that it refuses is an exception with its reason. */
  void ask(Request request);
}
