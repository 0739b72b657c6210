package dev.ekube.cli.bench;

import java.util.Optional;

/**
 * Somebody who forms a cluster on booted nodes.
 *
 * @param command run by a shell of this machine; absent for ekube itself, whose agents are let go
 */
record Contender(String name, Optional<String> command) {
  static final String OWN = "ekube";
  static final String KUBEADM = "kubeadm";
}
