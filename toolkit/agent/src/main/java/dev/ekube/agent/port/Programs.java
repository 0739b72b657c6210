package dev.ekube.agent.port;

import java.nio.file.Path;
import java.util.List;

/** Programs of the node. */
public interface Programs {
  /**
   * Runs a program to its end.
   *
   * @return what it printed on stdout, its last 1 MiB; another exit code than 0 is Trouble, with
   *     the end of what it printed
   */
  String run(List<String> command, Deadline deadline) throws Trouble;

  /** Starts a program that goes on; what it prints is added to {@code log}. */
  Running start(List<String> command, Path log) throws Trouble;

  /** A program that goes on. */
  interface Running extends AutoCloseable {
    boolean isAlive();

    /** Asks it to end, and waits; killed when the deadline passes. */
    void stop(Deadline deadline) throws Trouble;

    /** Kills it if it still runs. */
    @Override
    void close();
  }
}
