package dev.ekube.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where {@code ./ekube} enters. */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (isVersion(arguments)) {
      System.out.println("ekube " + version());
      return;
    }
    System.exit(run(arguments));
  }

  /** Runs one verb and gives its exit code, without ending the process. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The tree of verbs; tests of the documentation parse what pages show with it. */
  public static CommandLine commandLine() {
    CommandSpec spec = CommandSpec.create().name("ekube").mixinStandardHelpOptions(true);
    spec.version("ekube " + version());
    return new CommandLine(spec);
  }

  /** The question that scripts ask most often is answered before any library is loaded. */
  private static boolean isVersion(String[] arguments) {
    return arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"));
  }

  /** The version that the build wrote into the jar's manifest; {@code dev} outside a jar. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
