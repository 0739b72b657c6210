package dev.ekube.cli.manager;

import dev.ekube.model.ImageRef;
import dev.ekube.sandbox.SandboxRegistry;
import java.nio.file.Path;
import java.util.Collection;

/** The registry of a sandbox folder. */
public final class SandboxImages {
  private SandboxImages() {}

  /** Starts one that serves made-up images of these names, until it is closed. */
  public static SandboxRegistry registry(Path folder, Collection<ImageRef> images) {
    return SandboxRegistry.start(new SandboxTarget(folder).root(), images);
  }
}
