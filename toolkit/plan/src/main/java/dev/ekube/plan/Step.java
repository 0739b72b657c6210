package dev.ekube.plan;

import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import java.util.List;
import java.util.SortedMap;

/**
 * One thing that apply does. Every step may be cut at any point and run again; each carries all
 * that its run needs, so that printing it and running it cannot differ.
 */
public sealed interface Step {
  /** The part of the apply that it belongs to. */
  Part part();

  /** What carries it out. */
  Runs runs();

  /** Puts container images that the archive lacks into it. */
  record PullImages(List<ImageRef> images) implements Step {
    @Override
    public Part part() {
      return Part.IMAGES;
    }

    @Override
    public Runs runs() {
      return Runs.ARCHIVE;
    }
  }

  /** Makes the root file systems that Warewulf lacks. */
  record BuildNodeImages(List<ImageName> images) implements Step {
    @Override
    public Part part() {
      return Part.NODEIMAGES;
    }

    @Override
    public Runs runs() {
      return Runs.BUILDER;
    }
  }

  /** Has Warewulf pack root file systems into the form that it serves. */
  record PublishNodeImages(List<ImageName> images) implements Step {
    @Override
    public Part part() {
      return Part.NODEIMAGES;
    }

    @Override
    public Runs runs() {
      return Runs.WWCTL;
    }
  }

  /**
   * Brings nodes.conf to what cluster.yaml says, in one atomic replacement of the file.
   *
   * @param added entries of nodes that nodes.conf does not know
   * @param changed what changes in nodes that ekube owns or adopts
   * @param removed nodes of this cluster that cluster.yaml no longer names
   */
  record UpdateNodes(List<NodeEntry> added, List<NodeChange> changed, List<NodeName> removed)
      implements Step {
    @Override
    public Part part() {
      return Part.NODES;
    }

    @Override
    public Runs runs() {
      return Runs.WWCTL;
    }
  }

  /**
   * Replaces one overlay directory as a whole.
   *
   * @param before what stands there now; empty when nothing does
   * @param after what shall stand there
   */
  record WriteOverlay(OverlayName overlay, FileTree before, FileTree after) implements Step {
    @Override
    public Part part() {
      return Part.OVERLAY;
    }

    @Override
    public Runs runs() {
      return Runs.FILES;
    }
  }

  /** Removes an overlay directory of this cluster that nothing uses any more. */
  record RemoveOverlay(OverlayName overlay) implements Step {
    @Override
    public Part part() {
      return Part.OVERLAY;
    }

    @Override
    public Runs runs() {
      return Runs.FILES;
    }
  }

  /**
   * Has Warewulf build the overlay images of nodes, all in one call.
   *
   * @param nodes node to digest of everything that its images are built from
   */
  record BuildOverlays(SortedMap<NodeName, String> nodes) implements Step {
    @Override
    public Part part() {
      return Part.OVERLAY;
    }

    @Override
    public Runs runs() {
      return Runs.WWCTL;
    }
  }

  /** Removes built overlay images of nodes that are gone; Warewulf 4.5 never does it itself. */
  record RemoveBuiltOverlays(List<NodeName> nodes) implements Step {
    @Override
    public Part part() {
      return Part.OVERLAY;
    }

    @Override
    public Runs runs() {
      return Runs.FILES;
    }
  }

  /** Power-cycles nodes through their IPMI controllers, so that they boot what was applied. */
  record PowerCycle(List<NodeName> nodes) implements Step {
    @Override
    public Part part() {
      return Part.POWER;
    }

    @Override
    public Runs runs() {
      return Runs.WWCTL;
    }
  }
}
