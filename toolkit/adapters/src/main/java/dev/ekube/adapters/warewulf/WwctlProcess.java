package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real wwctl as a child process. */
public final class WwctlProcess implements Wwctl {
  private final Path program;

  /**
   * Runs the given program.
   *
   * @param program the executable's path
   */
  public WwctlProcess(Path program) {
    this.program = program;
  }

  @Override
  public String identity() {
    return FileIdentity.of(program);
  }

  @Override
  public Result run(Call call) {
    long start = System.nanoTime();
    Process child = start(call);
    Capture output = Capture.of(child.getInputStream());
    Capture errors = Capture.of(child.getErrorStream());
    try {
      feed(child, call.input());
      if (!child.waitFor(call.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        end(child);
        throw PortException.failed(
            "tried to run wwctl but it did not end within %d s: %s%s"
                .formatted(call.limit().toSeconds(), call.commandLine(), tail(errors)),
            "run it by hand to see what it waits for: " + call.commandLine());
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Result(child.exitValue(), output.text(), errors.text(), took);
    } catch (InterruptedException e) {
      end(child);
      Thread.currentThread().interrupt();
      throw PortException.failed(
          "tried to run wwctl but was interrupted: " + call.commandLine(),
          "run the same ekube command again; it goes on where it stopped",
          e);
    }
  }

  private Process start(Call call) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--warewulfconf");
    command.add(call.configuration().toString());
    command.addAll(call.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("WAREWULFCONF");
    if (call.input().isEmpty()) {
      builder.redirectInput(new File("/dev/null"));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to run %s but %s".formatted(call.commandLine(), e.getMessage()),
          "install Warewulf or name its wwctl; check with: " + program + " version",
          e);
    }
  }

  private static void feed(Process child, String input) {
    if (input.isEmpty()) {
      return;
    }
    try (OutputStream stdin = child.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A child that ends without reading its input tells why by exit code and message.
      return;
    }
  }

  private static String tail(Capture errors) throws InterruptedException {
    String said = errors.text().strip();
    return said.isEmpty() ? "" : "; it said: " + said;
  }

  private static void end(Process child) {
    child.descendants().forEach(ProcessHandle::destroyForcibly);
    child.destroyForcibly();
  }
}
