package dev.ekube.cli.lab;

import dev.ekube.lab.engine.DockerEngine;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.engine.Sockets;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The engine of this machine. */
public final class LabEngine {
  private LabEngine() {}

  /** Looked for when it is asked for. */
  public static Supplier<Engine> ofMachine() {
    return () -> DockerEngine.at(new Sockets(System.getenv(), Path.of("/")).find());
  }
}
