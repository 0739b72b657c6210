package dev.ekube.etcd.gateway;

/** Is told how far a snapshot has come. */
@FunctionalInterface
public interface Progress {
  /** Bytes on disk so far, and bytes that etcd says will follow. */
  void at(long done, long left);
}
