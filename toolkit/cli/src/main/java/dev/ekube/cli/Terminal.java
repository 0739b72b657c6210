package dev.ekube.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The three streams of the process and what is known about them. stdout carries the result, stderr
 * the story.
 *
 * @param asks somebody can answer a question: stdin and stderr are a terminal
 * @param redraws stderr is a terminal, so a progress line may be drawn over itself
 * @param colours stdout is a terminal that wants colour
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    boolean asks,
    boolean redraws,
    boolean colours) {

  /** Set by the launcher, because only the shell can tell cheaply which streams are terminals. */
  private static final String TTY_PROPERTY = "ekube.tty";

  static Terminal ofProcess() {
    return ofProcess(UnaryOperator.identity());
  }

  /** The process's streams, with stderr led through {@code story}. */
  static Terminal ofProcess(UnaryOperator<OutputStream> story) {
    String tty = System.getProperty(TTY_PROPERTY, "");
    Map<String, String> environment = System.getenv();
    boolean plain =
        environment.containsKey("NO_COLOR") || "dumb".equals(environment.getOrDefault("TERM", ""));
    return new Terminal(
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(story.apply(new FileOutputStream(FileDescriptor.err))),
        reader(new FileInputStream(FileDescriptor.in)),
        tty.contains("0") && tty.contains("2"),
        tty.contains("2") && !plain,
        tty.contains("1") && !plain);
  }

  /** A terminal that nobody sits at, for tests and embedding. */
  public static Terminal ofStreams(InputStream in, PrintStream out, PrintStream err, boolean asks) {
    return new Terminal(out, err, reader(in), asks, false, false);
  }

  private static PrintStream stream(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** One line of the answer to a prompt; empty when the input has ended. */
  public Optional<String> ask(String prompt) {
    err.print(prompt);
    err.flush();
    try {
      Optional<String> line = Optional.ofNullable(in.readLine());
      if (line.isEmpty()) {
        // Ctrl-D leaves the cursor behind the prompt.
        err.println();
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A question that only "y" or "yes" answers with yes; an ended input means no. */
  public boolean confirm(String question) {
    String word = ask(question + " [y/N] ").orElse("").strip().toLowerCase(Locale.ROOT);
    return word.equals("y") || word.equals("yes");
  }

  Terminal withoutColour() {
    return new Terminal(out, err, in, asks, redraws, false);
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
