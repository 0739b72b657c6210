package dev.ekube.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Says one line when the process is asked to end by Ctrl-C or a signal, and nothing after it: the
 * verb, which is cut wherever it was, may still be complaining about what the same signal did to
 * wwctl. Java itself ends with 128 and the signal's number, so 130 after Ctrl-C.
 */
final class Interruption {
  private static final String LINE =
      "ekube: interrupted; next: run the same command again, it goes on where it stopped";

  private volatile boolean over;
  private volatile boolean silent;

  /** Watches the process from now on. */
  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::ended));
    return interruption;
  }

  /** The verb has ended by itself; what ends the process now is its exit code. */
  void over() {
    over = true;
  }

  private void ended() {
    if (!over) {
      silent = true;
      // Whatever stands on the line, a question or progress, stays legible.
      System.err.println();
      System.err.println(LINE);
    }
  }

  /** A stream that falls silent once the process is being ended. */
  OutputStream quieten(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int oneByte) throws IOException {
        if (!silent) {
          out.write(oneByte);
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!silent) {
          out.write(bytes, offset, length);
        }
      }
    };
  }
}
