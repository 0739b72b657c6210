package dev.ekube.spec.draft;

import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.model.Span;
import dev.ekube.model.Taint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One node; those of a range share places, since one entry wrote them all.
 *
 * @param entry counts the entries under nodes from 0; nodes of one range have the same
 * @param place where the entry begins
 */
public record DraftNode(
    int entry,
    Span place,
    Placed<NodeName> name,
    Optional<Placed<Role>> role,
    Optional<Placed<MacAddress>> mac,
    Optional<Placed<Ipv4>> address,
    List<DraftDevice> devices,
    SortedMap<String, Placed<String>> labels,
    List<Placed<Taint>> taints,
    List<Placed<String>> kernelArgs,
    SortedMap<String, Placed<String>> tags,
    Optional<DraftIpmi> ipmi) {

  /** True when its role could be read and is this one. */
  public boolean is(Role wanted) {
    return role.isPresent() && role.get().value() == wanted;
  }

  /** Its name as text. */
  public String called() {
    return name.value().value();
  }

  /** The board management controller. */
  public record DraftIpmi(
      Optional<Placed<Ipv4>> address,
      Optional<Placed<String>> user,
      Optional<Placed<String>> driver) {}
}
