package dev.ekube.model;

import java.util.List;

/**
 * What all nodes of one role share.
 *
 * @param image the Warewulf node image that they boot
 * @param profiles Warewulf profiles, {@code default} first
 */
public record RoleSettings(ImageName image, List<String> profiles, KubeletSettings kubelet) {
  public RoleSettings {
    Check.that(!profiles.isEmpty(), "a role needs at least Warewulf's default profile");
    profiles = List.copyOf(profiles);
  }

  /** The same with another image. */
  public RoleSettings withImage(ImageName other) {
    return new RoleSettings(other, profiles, kubelet);
  }
}
