package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;

/** Is told while blobs are copied or hashed, from several threads at once. */
public interface Progress {
  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void starts(long bytes) {}

        @Override
        public void moved(Digest blob, long bytes) {}
      };

  /** Before the first blob: how many bytes there will be in all, as far as that is known. */
  void starts(long bytes);

  /** So many more bytes of that blob are done. */
  void moved(Digest blob, long bytes);
}
