package dev.ekube.cli.images;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.TransferView;
import dev.ekube.oci.Digest;
import dev.ekube.oci.archive.Progress;

/** Hashing and copying on the terminal: one bar for all bytes. */
final class BytesView implements Progress {
  private final TransferView view;

  BytesView(Terminal terminal) {
    this.view = new TransferView(terminal, System::nanoTime);
  }

  @Override
  public void starts(long bytes) {
    view.starts(bytes);
  }

  @Override
  public void moved(Digest blob, long bytes) {
    view.moved(bytes);
  }

  void stop() {
    view.stop();
  }
}
