package dev.ekube.adapters.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine that doctor looks at, read only. Not promised: that two answers belong to the same
 * moment. Nothing here throws: what cannot be known is empty.
 */
public interface Host {
  /** A small text file, at most {@link #TEXT_LIMIT} bytes; empty when it cannot be read. */
  Optional<String> read(Path file);

  /** What stands at a path, links followed; empty when nothing does. */
  Optional<Entry> look(Path path);

  /** Runs a program for at most {@link #SECONDS} seconds; empty when it is not in PATH. */
  Optional<Ran> run(List<String> command);

  /** Whether PATH holds a program of that name. */
  boolean hasProgram(String name);

  /** TCP sockets that listen. */
  List<Listener> listeners();

  /** Bytes that may still be written at a path or, where it is missing, its nearest parent. */
  OptionalLong freeBytes(Path at);

  /** Memory of the machine, in bytes. */
  OptionalLong memoryBytes();

  /** The process that asks. */
  Self self();

  /** Seconds that a program may take. */
  int SECONDS = 10;

  /** Bytes of a file that are read at most. */
  int TEXT_LIMIT = 32 * 1024 * 1024;

  /**
   * A file or directory.
   *
   * @param mode the permission bits, 0 to 0777
   * @param owner the name of the owner
   * @param writable the asking process may write it
   */
  record Entry(boolean directory, int mode, String owner, boolean writable) {}

  /** How a program ended; a program that took too long has exit code -1. */
  record Ran(int exitCode, String output) {
    public boolean isGood() {
      return exitCode == 0;
    }
  }

  /**
   * A listening TCP socket.
   *
   * @param program the name of its process; empty when the asking process may not know
   */
  record Listener(int port, Optional<String> program) {}

  /**
   * The asking process.
   *
   * @param javaFeature 21, 25 …
   */
  record Self(String user, boolean root, int javaFeature, String javaHome) {}
}
