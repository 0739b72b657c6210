package dev.ekube.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs the frequent verbs once in one process, when ekube is built, so that the class archive holds
 * what they load. It is no part of any other run.
 */
public final class Training {
  private Training() {}

  /**
   * Takes the checkout's root and a scratch folder; always ends well, because it only saves time.
   */
  public static void main(String[] arguments) {
    String example = Path.of(arguments[0]).resolve("examples/quickstart/cluster.yaml").toString();
    String sandbox = Path.of(arguments[1]).toString();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    Main.run("--help");
    Main.run("validate", example);
    Main.run("validate", "-o", "json", example);
    Main.run("plan", "--sandbox", sandbox, example);
    System.exit(0);
  }
}
