package dev.ekube.cli.manager;

import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageRef;
import java.util.List;
import java.util.Set;

/** An archive of container images that is left as it is: no step is ever planned for it. */
public final class UnmanagedArchive implements ImageArchive {
  @Override
  public boolean isManaged() {
    return false;
  }

  @Override
  public Set<ImageRef> present() {
    return Set.of();
  }

  @Override
  public void pull(List<ImageRef> images, Reporter reporter) {
    throw PortException.precondition(
        "tried to fetch container images but this run leaves the archive as it is",
        "leave out `--only images`");
  }
}
