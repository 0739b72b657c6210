package dev.ekube.oci.pull;

import dev.ekube.oci.registry.RegistryFault;
import java.io.IOException;
import java.util.List;

/** Not everything could be fetched; what could be is in the store. Lists every fault. */
public final class PullException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient List<RegistryFault> faults;

  PullException(List<RegistryFault> faults) {
    super(
        faults.getFirst().getMessage()
            + (faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)"),
        faults.getFirst());
    this.faults = List.copyOf(faults);
  }

  /** At least one; each message is one sentence that says what to do. */
  public List<RegistryFault> faults() {
    return faults == null ? List.of() : faults;
  }
}
