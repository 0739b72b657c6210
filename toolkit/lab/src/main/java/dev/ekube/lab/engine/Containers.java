package dev.ekube.lab.engine;

import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;

/** Containers of an engine; all are named by their names. */
public interface Containers {
  /** Every container that carries a label of that name, in order of names. */
  List<Found> labelled(String label);

  /** Makes it, with its files in place, and starts its first process. */
  void start(NodeContainer container);

  /**
   * Ends every process in it at once, as a power cut does; one that does not run stays as it is.
   */
  void kill(String name);

  /** Freezes every process in it, or lets them go on. */
  void pause(String name, boolean paused);

  /** Removes it with all that it has written, whether or not it runs; its absence is no error. */
  void remove(String name);

  /** Runs a command inside as root and waits for its end; returns its exit code. */
  int exec(String name, List<String> command, OutputStream out, OutputStream err);

  /** What its first process has printed before systemd took over. */
  String printed(String name);

  /**
   * A container that is there.
   *
   * @param created seconds since 1970
   */
  record Found(String name, SortedMap<String, String> labels, State state, long created) {}

  /** What a container does. {@code ENDED} means that its first process is gone or never was. */
  enum State {
    RUNNING,
    PAUSED,
    ENDED
  }
}
