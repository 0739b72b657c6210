package dev.ekube.lab.host;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ekube serve} of one lab: a process of its own that outlives the command that began it. */
public final class ManagerProcess {
  private static final long PATIENCE_SECONDS = 10;

  private final LabFolder folder;
  private final List<String> command;

  /**
   * The process of a lab.
   *
   * @param command how ekube is called on this machine, with the verb and its options
   */
  public ManagerProcess(LabFolder folder, List<String> command) {
    this.folder = folder;
    this.command = List.copyOf(command);
  }

  /** The process, if it runs. */
  public Optional<ProcessMark> running() {
    try {
      return Files.exists(folder.servePid())
          ? ProcessMark.parse(Files.readString(folder.servePid())).filter(ProcessMark::isAlive)
          : Optional.empty();
    } catch (IOException e) {
      throw LabFolder.failed("read " + folder.servePid(), e);
    }
  }

  /** Starts it unless it runs. */
  public void start() {
    if (running().isPresent()) {
      return;
    }
    List<String> whole = new ArrayList<>();
    // In a session of its own, so that Ctrl-C in this terminal does not reach it.
    Optional<Path> setsid = setsid();
    setsid.ifPresent(program -> whole.add(program.toString()));
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().put("EKUBE_STATE_DIR", folder.state().toString());
    builder.environment().put("EKUBE_RUN_DIR", folder.run().toString());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.serveLog().toFile()));
    builder.redirectErrorStream(true);
    try {
      // A socket that a killed one left would answer nobody.
      Files.deleteIfExists(folder.run().resolve("ekube.sock"));
      Process process = builder.start();
      ProcessMark mark =
          ProcessMark.of(process.pid())
              .orElseThrow(() -> new IOException("it ended at once; see " + folder.serveLog()));
      folder.write(folder.servePid(), mark.text() + "\n");
    } catch (IOException e) {
      throw LabFolder.failed("start the manager", e);
    }
  }

  private static Optional<Path> setsid() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Asks it to end, and ends it when it does not. */
  public void stop() {
    running()
        .flatMap(mark -> ProcessHandle.of(mark.pid()))
        .ifPresent(
            process -> {
              process.destroy();
              if (!isOver(process)) {
                process.destroyForcibly();
                isOver(process);
              }
            });
  }

  /** Ends it as a crash would. */
  public void kill() {
    running()
        .flatMap(mark -> ProcessHandle.of(mark.pid()))
        .ifPresent(
            process -> {
              process.destroyForcibly();
              isOver(process);
            });
  }

  private static boolean isOver(ProcessHandle process) {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for the manager to end");
    }
  }
}
