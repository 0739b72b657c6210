package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real wwctl as a child process. */
public final class WwctlProcess implements Wwctl {
  /** What a shell and Java alike call the end of a child by Ctrl-C: 128 and the signal's number. */
  private static final int ENDED_BY_INTERRUPT = 130;

  private final Path program;
  private final Workplace workplace;

  /**
   * Runs the given program.
   *
   * @param program the executable's path
   * @param workplace finds the calls again when this process is killed
   */
  public WwctlProcess(Path program, Workplace workplace) {
    this.program = program;
    this.workplace = workplace;
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
    Thread hook = new Thread(() -> end(child));
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      feed(child, call.input());
      if (!child.waitFor(call.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        end(child);
        throw PortException.failed(
            "tried to run wwctl but it did not end within %d s: %s%s"
                .formatted(call.limit().toSeconds(), call.commandLine(), tail(errors)),
            "run it by hand to see what it waits for: " + call.commandLine());
      }
      if (child.exitValue() == ENDED_BY_INTERRUPT) {
        throw interrupted(call);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Result(child.exitValue(), output.text(), errors.text(), took);
    } catch (InterruptedException e) {
      end(child);
      Thread.currentThread().interrupt();
      throw interrupted(call);
    } catch (IllegalStateException e) {
      // This process is being ended, so no hook can be added or taken back any more.
      end(child);
      throw interrupted(call);
    } finally {
      forget(hook);
    }
  }

  private static PortException interrupted(Call call) {
    return PortException.interrupted("running " + call.commandLine());
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already, and finds a child that has ended.
      return;
    }
  }

  private Process start(Call call) {
    if (!Files.isExecutable(program)) {
      throw PortException.precondition(
          "tried to run %s but there is no such program".formatted(program),
          "install Warewulf (https://warewulf.org), or name its wwctl: EKUBE_WWCTL=…");
    }
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--warewulfconf");
    command.add(call.configuration().toString());
    command.addAll(call.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("WAREWULFCONF");
    workplace.mark(builder.environment());
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
