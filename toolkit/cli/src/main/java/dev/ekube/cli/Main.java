package dev.ekube.cli;

import picocli.CommandLine;

/**
 * The program's entry. {@code --version} is answered before the command line library is loaded,
 * because scripts ask it often and it has 150 ms.
 */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      System.out.println(Version.line());
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      // A service is meant to be stopped by a signal; it says so itself.
      System.exit(run(arguments));
    }
    Interruption interruption = Interruption.watch();
    int code = run(Terminal.ofProcess(interruption::quieten), arguments);
    interruption.over();
    System.exit(code);
  }

  /** Runs one verb on the process's streams and gives its exit code, without ending the process. */
  public static int run(String... arguments) {
    return run(Terminal.ofProcess(), arguments);
  }

  private static int run(Terminal terminal, String... arguments) {
    int code = new Ekube(terminal).run(arguments);
    terminal.flush();
    return code;
  }

  /** The whole command tree, as help, completion and the documentation's tests read it. */
  public static CommandLine commandLine() {
    return new Ekube(Terminal.ofProcess()).commandLine();
  }
}
