package dev.ekube.adapters.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Listening TCP sockets as the kernel lists them under /proc, see proc(5). */
final class Sockets {
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Sockets() {}

  /** Every port once, in order. */
  static List<Host.Listener> listening(Path proc) {
    Map<Integer, String> inodes = new TreeMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      lines(proc.resolve("net").resolve(table)).forEach(line -> collect(line, inodes));
    }
    Map<String, String> programs = inodes.isEmpty() ? Map.of() : programs(proc);
    return inodes.entrySet().stream()
        .map(e -> new Host.Listener(e.getKey(), Optional.ofNullable(programs.get(e.getValue()))))
        .sorted(Comparator.comparingInt(Host.Listener::port))
        .toList();
  }

  private static void collect(String line, Map<Integer, String> inodes) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length > INODE && words[STATE].equals(LISTEN)) {
      String local = words[1];
      int port = Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16);
      inodes.putIfAbsent(port, words[INODE]);
    }
  }

  /** Inode of a socket to the name of a process that holds it, as far as we may look. */
  private static Map<String, String> programs(Path proc) {
    Map<String, String> programs = new HashMap<>();
    for (Path process : entries(proc)) {
      if (process.getFileName().toString().matches("[0-9]+")) {
        String name = String.join("", lines(process.resolve("comm"))).strip();
        for (Path descriptor : entries(process.resolve("fd"))) {
          socket(descriptor).ifPresent(inode -> programs.putIfAbsent(inode, name));
        }
      }
    }
    return programs;
  }

  private static Optional<String> socket(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:[")
          ? Optional.of(target.substring("socket:[".length(), target.length() - 1))
          : Optional.empty();
    } catch (IOException e) {
      // The process has ended, or is another user's.
      return Optional.empty();
    }
  }

  private static List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return entries;
    }
    return entries;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
