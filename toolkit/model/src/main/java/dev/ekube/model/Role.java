package dev.ekube.model;

import java.util.Locale;

/** What a node does. It is declared in cluster.yaml, never guessed from the name. */
public enum Role {
  /** Runs etcd, the API server, its helpers, HAProxy and keepalived. */
  CONTROL,
  /** Runs workloads; carries nothing of a control node. */
  WORKER;

  /** The word that cluster.yaml, tags and overlay names use: {@code control} or {@code worker}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
