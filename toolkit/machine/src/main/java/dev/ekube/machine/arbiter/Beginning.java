package dev.ekube.machine.arbiter;

/** What an epoch starts from. */
public sealed interface Beginning {

  /** An empty etcd: the very first epoch, or the operator asked for it. */
  record Empty() implements Beginning {}

  /** A snapshot that the manager keeps. */
  record From(String snapshot) implements Beginning {}

  /** Rule R6: every voter's data is gone, and cluster.yaml's policy says what happens. */
  record ByPolicy() implements Beginning {}
}
