package dev.ekube.cli.images;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.cli.output.TransferView;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.pull.Piece;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.registry.RegistryFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A pull on the terminal: each blob under the name of the image that it belongs to. */
final class PullView implements PullListener {
  private final TransferView view;
  private final Map<Digest, String> labels = new ConcurrentHashMap<>();

  PullView(Terminal terminal) {
    this.view = new TransferView(terminal, System::nanoTime);
  }

  @Override
  public void planned(List<Piece> missing) {
    for (Piece piece : missing) {
      String size = Amount.bytes(piece.blob().size());
      labels.put(piece.blob().digest(), size + " of " + piece.images().getFirst());
    }
    view.starts(missing.stream().mapToLong(piece -> piece.blob().size()).sum());
  }

  @Override
  public void at(Descriptor blob, long bytes) {
    String label = labels.get(blob.digest());
    if (label != null) {
      view.at(blob.digest().hex(), label, bytes, blob.size());
    }
  }

  @Override
  public void finished(Descriptor blob) {
    if (labels.containsKey(blob.digest())) {
      view.finished(blob.digest().hex(), blob.size());
    }
  }

  @Override
  public void elsewhere(Descriptor blob) {
    view.line("another process fetches " + labels.getOrDefault(blob.digest(), "a blob"));
  }

  @Override
  public void again(RegistryFault fault) {
    view.line("again: tried to " + fault.tried() + " but " + fault.reason());
  }

  void stop() {
    view.stop();
  }
}
