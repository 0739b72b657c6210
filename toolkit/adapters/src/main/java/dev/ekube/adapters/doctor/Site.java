package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.Cluster;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is examined.
 *
 * @param cluster what shall be put on the manager; empty when only the manager is looked at
 * @param warewulf what Warewulf says of itself; empty when it could not be asked
 * @param refusal why it could not be asked; empty when it could
 * @param state ekube's state directory, which need not exist yet
 */
public record Site(
    Optional<Cluster> cluster,
    Optional<WarewulfInstall> warewulf,
    Optional<PortException> refusal,
    Path state) {

  /** A site whose Warewulf has answered. */
  public static Site of(Optional<Cluster> cluster, WarewulfInstall warewulf, Path state) {
    return new Site(cluster, Optional.of(warewulf), Optional.empty(), state);
  }

  /** A site whose Warewulf did not answer: the checks that need it are skipped. */
  public static Site silent(Optional<Cluster> cluster, PortException refusal, Path state) {
    return new Site(cluster, Optional.empty(), Optional.of(refusal), state);
  }
}
