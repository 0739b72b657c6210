package dev.ekube.apply.port;

import dev.ekube.model.ImageName;
import java.util.List;

/** A builder whose images appear at once in the Warewulf beside it. */
public final class InMemoryNodeImages implements NodeImages {
  private final Calls calls;
  private final boolean canBuild;
  private final InMemoryWarewulf warewulf;

  public InMemoryNodeImages(Calls calls, boolean canBuild, InMemoryWarewulf warewulf) {
    this.calls = calls;
    this.canBuild = canBuild;
    this.warewulf = warewulf;
  }

  @Override
  public boolean canBuild() {
    return canBuild;
  }

  @Override
  public void build(List<ImageName> images, Reporter reporter) {
    calls.run(
        "BuildNodeImages " + images,
        () -> images.subList(0, images.size() / 2).forEach(warewulf::placeImage),
        () -> images.forEach(warewulf::placeImage));
    reporter.progress(images.size(), images.size(), "node images");
  }
}
