package dev.ekube.model.node;

import dev.ekube.model.Role;
import java.util.Locale;

/** The two node images. The control image holds all that the base image holds, and more. */
public enum NodeImageKind {
  BASE(Role.WORKER),
  CONTROL(Role.CONTROL);

  private final Role role;

  NodeImageKind(Role role) {
    this.role = role;
  }

  /** The nodes that boot it. */
  public Role role() {
    return role;
  }

  /** As cluster.yaml writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The image of a word of cluster.yaml. */
  public static NodeImageKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
