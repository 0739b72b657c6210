package dev.ekube.cli.manager;

import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageRef;
import java.util.List;
import java.util.Set;

/** A manager without an archive of container images: no step is ever planned for it. */
final class NoArchive implements ImageArchive {
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
        "tried to fetch container images but this manager keeps no archive",
        "leave out `--only images`");
  }
}
