package dev.ekube.adapters.files;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** Takes the lock and holds it until its input ends or it is killed. */
final class LockHolderMain {
  private LockHolderMain() {}

  public static void main(String[] arguments) throws IOException {
    LockHolder self = LockHolder.self(Instant.parse("2026-01-31T12:00:00Z"), "ekube apply demo");
    try (ApplyLock lock = ApplyLock.take(Path.of(arguments[0]), self)) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println("held " + lock.hashCode());
      System.in.read();
    }
  }
}
