package dev.ekube.wal;

/** What came of reading a log. */
public sealed interface Reading {
  /** It can be read to its end, just as etcd would read it. */
  record Sound(Wal wal) implements Reading {}

  /** There is no log: the member never ran here, or its disk was lost. */
  record Absent(String why) implements Reading {}

  /** There is one, but etcd would refuse it too, or it cannot be read at all. */
  record Damaged(String why) implements Reading {}
}
