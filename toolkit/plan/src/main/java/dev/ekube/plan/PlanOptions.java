package dev.ekube.plan;

import java.util.EnumSet;
import java.util.Set;

/**
 * What shapes a plan beside cluster.yaml and what stands on the manager.
 *
 * @param only the parts that shall run; empty means all of them
 * @param adopt nodes of nodes.conf that belong to no cluster may be taken over
 * @param boot nodes whose images change are power-cycled at the end
 * @param archiveManaged this manager keeps an archive of container images
 * @param canBuildNodeImages missing node images can be built; otherwise they are a precondition
 * @param source cluster.yaml as the user named it, for problems
 */
public record PlanOptions(
    Set<Part> only,
    boolean adopt,
    boolean boot,
    boolean archiveManaged,
    boolean canBuildNodeImages,
    String source) {
  public PlanOptions {
    only = Set.copyOf(only);
  }

  /** Every part, no adopting, no booting, no archive and no builder. */
  public static PlanOptions standard(String source) {
    return new PlanOptions(Set.of(), false, false, false, false, source);
  }

  public PlanOptions withOnly(Set<Part> parts) {
    return new PlanOptions(parts, adopt, boot, archiveManaged, canBuildNodeImages, source);
  }

  public PlanOptions withAdopt(boolean value) {
    return new PlanOptions(only, value, boot, archiveManaged, canBuildNodeImages, source);
  }

  public PlanOptions withBoot(boolean value) {
    return new PlanOptions(only, adopt, value, archiveManaged, canBuildNodeImages, source);
  }

  /** What the manager's archive and builder are able to do. */
  public PlanOptions withAbilities(boolean archive, boolean builder) {
    return new PlanOptions(only, adopt, boot, archive, builder, source);
  }

  public boolean selects(Part part) {
    return only.isEmpty() || only.contains(part);
  }

  /** The parts left out by {@code only}, in the order in which they would run. */
  public Set<Part> leftOut() {
    return only.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.complementOf(EnumSet.copyOf(only));
  }
}
