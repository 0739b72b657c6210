package dev.ekube.agent.node;

import java.nio.file.Path;

/**
 * Where everything is.
 *
 * @param root the node's root folder; another one in tests
 */
public record Layout(Path root) {

  /** The place of an absolute path of the node. */
  public Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** etcd's data directory; it may be a mount of its own, so it is never renamed. */
  public Path etcd() {
    return at("/var/lib/etcd");
  }

  /** What etcd calls its data. */
  public Path member() {
    return etcd().resolve("member");
  }

  /** On the file system of the data, so that what is finished here becomes data by a rename. */
  public Path scratch() {
    return etcd().resolve(".ekube");
  }

  /** Gone with the boot. */
  public Path run() {
    return at("/run/ekube");
  }

  public Path manifests() {
    return at("/etc/kubernetes/manifests");
  }
}
