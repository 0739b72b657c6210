package dev.ekube.apply.port;

import dev.ekube.model.ImageName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Warewulf on the manager, in words that all its generations share. Every writing method verifies
 * its result by reading it back and throws {@link PortException} when it is not there. Not
 * promised: that nobody else writes at the same time; an implementation notices what it can and
 * says so.
 */
public interface Warewulf extends WarewulfView {
  /**
   * Forgets what the images of nodes were built from, so that they are built again however this run
   * ends. They stay listed in {@link #builtOverlays}, with a text that equals no digest.
   */
  void forgetBuilt(Set<NodeName> nodes);

  /** Replaces nodes.conf once, with the entries put and the nodes removed, or changes nothing. */
  void updateNodes(List<NodeEntry> put, List<NodeName> removed);

  /** Packs root file systems into the form that Warewulf serves. */
  void publishImages(List<ImageName> images);

  /** Builds the overlay images of nodes and remembers the digest of each. */
  void buildOverlays(SortedMap<NodeName, String> nodes);

  /** Removes overlay images of nodes that are gone. */
  void removeBuiltOverlays(List<NodeName> nodes);

  /** Power-cycles nodes through IPMI. Not promised: that they have booted when it returns. */
  void powerCycle(List<NodeName> nodes);
}
