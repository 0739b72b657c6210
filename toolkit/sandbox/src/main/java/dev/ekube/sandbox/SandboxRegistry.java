package dev.ekube.sandbox;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.serve.Limits;
import dev.ekube.oci.serve.RegistryServer;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A registry on loopback that lives in this process and serves made-up images, so that a sandbox
 * can lock, pull and archive as a site does.
 */
public final class SandboxRegistry implements AutoCloseable {
  private final RegistryServer server;

  private SandboxRegistry(RegistryServer server) {
    this.server = server;
  }

  /** Serves images of these names from now on. */
  public static SandboxRegistry start(SandboxRoot root, Collection<ImageRef> names) {
    Path folder = root.folder().resolve("srv/registry");
    try {
      BlobStore store = BlobStore.open(folder);
      MadeUpImages made = new MadeUpImages(store);
      List<LockedImage> images = new ArrayList<>();
      for (ImageRef name : names.stream().sorted().distinct().toList()) {
        images.addAll(made.make(name));
      }
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new SandboxRegistry(
          RegistryServer.start(
              store, images, address, Optional.empty(), Limits.SITE, request -> {}));
    } catch (IOException e) {
      throw PortException.failed(
          "tried to start the registry of the sandbox in %s but %s".formatted(folder, e),
          "check space and permissions: ls -ld " + root.folder(),
          e);
    }
  }

  /** Where the images of that registry are found. */
  public URI url(String registry) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + registry);
  }

  @Override
  public void close() {
    server.close();
  }
}
