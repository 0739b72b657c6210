package dev.ekube.adapters.doctor;

import java.util.List;

/** The list of checks, in the order in which a reader wants to know. */
public final class Checks {
  private Checks() {}

  /** Every check once. */
  public static List<HostCheck> all() {
    return List.of(
        new JavaCheck(),
        new VersionCheck(),
        new ServicesCheck(),
        new ProgramsCheck(),
        new RightsCheck(),
        new NodesConfCheck(),
        new ManagerAddressCheck(),
        new DhcpRangeCheck(),
        new PortsCheck(),
        new PodsReachCheck(),
        new SecureCheck(),
        new BootLoopCheck(),
        new TmpfsCheck(),
        new AutobuildCheck(),
        new ModesCheck(),
        new DiskCheck(),
        new MemoryCheck(),
        new ClockCheck());
  }
}
