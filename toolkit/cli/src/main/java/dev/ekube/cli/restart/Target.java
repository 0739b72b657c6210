package dev.ekube.cli.restart;

import dev.ekube.cli.Consent;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import java.util.List;

/** What is rebuilt and restarted: the site of this manager, or a lab. */
interface Target extends AutoCloseable {
  Cluster cluster();

  Overseer overseer();

  Power power();

  /** Brings what nodes boot to what cluster.yaml says, once a person has agreed to all of it. */
  ApplyFlow.Ending rebuild(List<String> announcement, Consent consent);

  @Override
  void close();
}
