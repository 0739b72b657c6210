package dev.ekube.agent.node;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What static pods have logged. The kubelet keeps it below {@code
 * /var/log/pods/kube-system_POD_UID/CONTAINER/NUMBER.log}; a static pod is called by its container
 * and its node. No systemd unit has the name of one.
 */
public final class PodLogs {
  /** Of a container; none has a slash, and none begins with a dot. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final int MOST_BYTES = 300_000;
  private static final int MOST_LINES = 2_000;

  private PodLogs() {}

  /** The last lines of the newest log of a static pod; empty when there is no such pod. */
  public static Optional<List<String>> last(Path pods, String container, int lines)
      throws IOException {
    if (!NAME.matcher(container).matches() || !Files.isDirectory(pods)) {
      return Optional.empty();
    }
    Optional<Path> newest = Optional.empty();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(pods, "kube-system_" + container + "-*")) {
      for (Path pod : found) {
        newest = later(newest, newest(pod.resolve(container)));
      }
    }
    return newest.isEmpty() ? Optional.empty() : Optional.of(tail(newest.get(), lines));
  }

  private static Optional<Path> newest(Path container) throws IOException {
    Optional<Path> newest = Optional.empty();
    if (Files.isDirectory(container)) {
      try (DirectoryStream<Path> logs = Files.newDirectoryStream(container, "*.log")) {
        for (Path log : logs) {
          newest = later(newest, Optional.of(log));
        }
      }
    }
    return newest;
  }

  private static Optional<Path> later(Optional<Path> one, Optional<Path> other) throws IOException {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    FileTime first = Files.getLastModifiedTime(one.get());
    return Files.getLastModifiedTime(other.get()).compareTo(first) > 0 ? other : one;
  }

  private static List<String> tail(Path log, int lines) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - MOST_BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - Math.clamp(lines, 1, MOST_LINES)), all.size());
    }
  }
}
