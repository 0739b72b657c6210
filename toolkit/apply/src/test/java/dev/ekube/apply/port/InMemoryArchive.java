package dev.ekube.apply.port;

import dev.ekube.model.ImageRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An archive of container images that is a set of names. */
public final class InMemoryArchive implements ImageArchive {
  private final Calls calls;
  private final boolean managed;
  private final Set<ImageRef> present = new TreeSet<>();

  public InMemoryArchive(Calls calls, boolean managed) {
    this.calls = calls;
    this.managed = managed;
  }

  @Override
  public boolean isManaged() {
    return managed;
  }

  @Override
  public Set<ImageRef> present() {
    return Set.copyOf(present);
  }

  @Override
  public void pull(List<ImageRef> images, Reporter reporter) {
    calls.run(
        "PullImages " + images,
        () -> present.addAll(images.subList(0, images.size() / 2)),
        () -> present.addAll(images));
    reporter.progress(images.size(), images.size(), "images");
  }
}
