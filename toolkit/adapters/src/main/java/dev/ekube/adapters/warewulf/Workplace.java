package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What calls of wwctl leave behind when ekube is killed: wwctl itself, which lives on and still
 * writes, and its temporary files. Each call carries in its environment whose it is, which its own
 * children inherit; so what a dead ekube left is found without any record that a kill could cut.
 */
public final class Workplace {
  private static final String CALLER = "EKUBE_CALLER";
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path state;
  private final Path temporary;

  /**
   * Touches nothing yet.
   *
   * @param state ekube's state directory; leftovers of other directories are left alone
   */
  public Workplace(Path state) {
    this.state = state.toAbsolutePath().normalize();
    this.temporary = this.state.resolve("tmp");
  }

  /** Marks a call that this process is about to make. */
  void mark(Map<String, String> environment) {
    environment.put(CALLER, caller(ProcessHandle.current()) + " " + state);
    if (Files.isDirectory(temporary)) {
      environment.put("TMPDIR", temporary.toString());
    }
  }

  /**
   * Ends the calls of killed runs, waits until they are gone, and empties the directory for
   * temporary files. To be called with the apply lock held.
   */
  public void clear() {
    List<ProcessHandle> left = ProcessHandle.allProcesses().filter(this::isLeft).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(Workplace::await);
    Disk disk = Disk.real();
    disk.remove(temporary);
    disk.directory(temporary);
  }

  private boolean isLeft(ProcessHandle process) {
    return caller(process.pid()).filter(text -> text.endsWith(" " + state)).stream()
        .anyMatch(text -> !isAlive(text));
  }

  private static boolean isAlive(String text) {
    String[] words = text.split(" ", 3);
    try {
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> text.startsWith(caller(process) + " "))
          .isPresent();
    } catch (NumberFormatException e) {
      // Not written by ekube, so not ekube's to end.
      return true;
    }
  }

  /** The start tells a process from a later one that was given the same number. */
  private static String caller(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + " " + start;
  }

  private static Optional<String> caller(long pid) {
    try {
      byte[] all = Files.readAllBytes(PROCESSES.resolve(pid + "/environ"));
      // Any byte may stand in an environment; paths come back as Java reads them elsewhere.
      for (String variable : new String(all, StandardCharsets.UTF_8).split("\0", -1)) {
        if (variable.startsWith(CALLER + "=")) {
          return Optional.of(variable.substring(CALLER.length() + 1));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      // It has ended meanwhile, or belongs to another user and so is no call of this one's ekube.
      return Optional.empty();
    }
  }

  private static void await(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw PortException.failed(
          "tried to end process %d, a wwctl of a killed ekube, but it goes on"
              .formatted(process.pid()),
          "see what it waits for: cat /proc/%d/stack".formatted(process.pid()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("waiting for a wwctl of a killed ekube");
    }
  }
}
