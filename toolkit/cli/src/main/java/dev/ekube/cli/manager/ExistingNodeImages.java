package dev.ekube.cli.manager;

import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageName;
import java.util.List;

/** A manager whose node images the site puts into Warewulf itself. */
final class ExistingNodeImages implements NodeImages {
  @Override
  public boolean canBuild() {
    return false;
  }

  @Override
  public void build(List<ImageName> images, Reporter reporter) {
    throw PortException.precondition(
        "tried to build node images but this manager has no builder",
        "import them into Warewulf with `wwctl container import SOURCE " + images.getFirst() + "`");
  }
}
