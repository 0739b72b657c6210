package dev.ekube.agent.node;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the node, looked up in a few folders and then on the path. */
public final class NodePrograms implements Programs {
  private static final int LIMIT = 1 << 20;
  private static final int SHOWN = 400;
  private static final long OFTEN = 20;

  private final List<Path> folders;

  /**
   * @param folders where programs are looked for first
   */
  public NodePrograms(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public String run(List<String> command, Deadline deadline) throws Trouble {
    Process process = launch(new ProcessBuilder(located(command)).redirectErrorStream(true));
    Output output = new Output(process.getInputStream());
    try {
      process.getOutputStream().close();
      // A wait of its own length would not notice that the task was given up.
      while (!process.waitFor(OFTEN, TimeUnit.MILLISECONDS)) {
        deadline.check(command.getFirst());
      }
      String printed = output.text();
      if (process.exitValue() != 0) {
        throw new Trouble(
            String.join(" ", shortened(command))
                + " ended with "
                + process.exitValue()
                + ": "
                + printed.substring(Math.max(0, printed.length() - SHOWN)).strip());
      }
      return printed;
    } catch (IOException e) {
      throw new Trouble("tried to run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("running " + command.getFirst(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public Running start(List<String> command, Path log) throws Trouble {
    ProcessBuilder builder = new ProcessBuilder(located(command)).redirectErrorStream(true);
    return new Started(launch(builder.redirectOutput(log.toFile())));
  }

  private static Process launch(ProcessBuilder builder) throws Trouble {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Trouble("tried to run " + builder.command().getFirst(), e);
    }
  }

  private List<String> located(List<String> command) {
    List<String> located = new ArrayList<>(command);
    for (Path folder : folders) {
      Path program = folder.resolve(command.getFirst());
      if (program.toFile().canExecute()) {
        located.set(0, program.toString());
        break;
      }
    }
    return located;
  }

  private static List<String> shortened(List<String> command) {
    return command.subList(0, Math.min(3, command.size()));
  }

  /** Reads what a program prints while it runs, so that it never blocks; keeps the end of it. */
  private static final class Output {
    private final InputStream in;
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Output(InputStream in) {
      this.in = in;
      this.reader = new Thread(this::read, "output");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      byte[] buffer = new byte[8192];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
          if (text.length() > 2 * LIMIT) {
            text.delete(0, text.length() - LIMIT);
          }
        }
      } catch (IOException e) {
        text.append(" [").append(e.getMessage()).append(']');
      }
    }

    /** A child that outlives the program may hold the pipe open; nobody waits for that. */
    String text() throws InterruptedException {
      reader.join(1_000);
      String bytes = text.toString();
      return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  private static final class Started implements Running {
    private final Process process;

    Started(Process process) {
      this.process = process;
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public void stop(Deadline deadline) throws Trouble {
      process.destroy();
      try {
        while (!process.waitFor(OFTEN, TimeUnit.MILLISECONDS)) {
          deadline.check("stopping " + process.info().command().orElse("a program"));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("stopping a program", e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
