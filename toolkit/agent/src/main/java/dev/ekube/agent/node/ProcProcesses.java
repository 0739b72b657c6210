package dev.ekube.agent.node;

import dev.ekube.agent.port.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes as {@code /proc} shows them. */
public final class ProcProcesses implements Processes {
  /** Of a longer name the kernel keeps these many bytes, see proc_pid_comm(5). */
  private static final int COMM = 15;

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  public ProcProcesses(Path proc) {
    this.proc = proc;
  }

  @Override
  public List<Long> find(String name, String part) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (isCalled(process, name) && arguments(process).contains(part)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Nothing can be said about a folder that is not there.
      return List.of();
    }
    return found;
  }

  /** A process that has ended is no longer called anything. */
  private static boolean isCalled(Path process, String name) {
    try {
      return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
          .strip()
          .equals(name.substring(0, Math.min(name.length(), COMM)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String arguments(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void terminate(long id) {
    ProcessHandle.of(id).ifPresent(ProcessHandle::destroy);
  }

  @Override
  public void kill(long id) {
    ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly);
  }
}
