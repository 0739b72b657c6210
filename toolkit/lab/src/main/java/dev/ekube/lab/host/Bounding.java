package dev.ekube.lab.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which capabilities processes of this machine can have; an engine on it has no more. */
public final class Bounding {
  private static final String LINE = "CapBnd:";

  private Bounding() {}

  /** One bit for each capability. */
  public static long set() throws IOException {
    return parse(Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8));
  }

  static long parse(String status) throws IOException {
    return status
        .lines()
        .filter(line -> line.startsWith(LINE))
        .map(line -> Long.parseUnsignedLong(line.substring(LINE.length()).strip(), 16))
        .findFirst()
        .orElseThrow(() -> new IOException("the kernel names no CapBnd"));
  }
}
