package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Brings files of web servers into the store, by a digest and size that are known before. */
public final class WebFetch {
  private final BlobStore store;
  private final WebClient client;
  private final PullListener listener;

  public WebFetch(BlobStore store, WebClient client, PullListener listener) {
    this.store = store;
    this.client = client;
    this.listener = listener;
  }

  /**
   * Fetches unless it is in the store.
   *
   * @param addresses of the same file, tried in turn
   */
  public void fetch(Descriptor file, List<URI> addresses) throws IOException, InterruptedException {
    if (store.has(file.digest(), file.size())) {
      return;
    }
    BlobLock lock = BlobLock.take(store.partial(), file.digest(), true).orElseThrow();
    try {
      if (!store.has(file.digest(), file.size())) {
        download(file, addresses);
      }
    } finally {
      lock.close();
    }
    listener.at(file, file.size());
    listener.finished(file);
  }

  private void download(Descriptor file, List<URI> addresses)
      throws IOException, InterruptedException {
    try (PartialBlob partial = PartialBlob.open(store, file, bytes -> listener.at(file, bytes))) {
      new Attempts(client.limits(), listener::again)
          .run(
              addresses,
              new Arrival<URI>(partial, file) {
                @Override
                String name(URI address) {
                  String path = String.valueOf(address.getPath());
                  return path.substring(path.lastIndexOf('/') + 1);
                }

                @Override
                String place(URI address) {
                  return address.toString();
                }

                @Override
                void bring(URI address, long from, RegistryClient.SinkAt sinkAt)
                    throws IOException, InterruptedException {
                  client.file(address, file.size(), from, sinkAt);
                }
              });
    }
  }
}
