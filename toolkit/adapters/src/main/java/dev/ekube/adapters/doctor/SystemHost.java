package dev.ekube.adapters.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The machine that this process runs on. */
public final class SystemHost implements Host {
  private static final List<Path> ADMIN = List.of(Path.of("/usr/sbin"), Path.of("/sbin"));

  @Override
  public Optional<String> read(Path file) {
    // Files under /proc have no size, and a FIFO would never end.
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(TEXT_LIMIT), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Entry> look(Path path) {
    try {
      PosixFileAttributes a = Files.readAttributes(path, PosixFileAttributes.class);
      int mode = (Integer) Files.getAttribute(path, "unix:mode") & 0777;
      boolean writable = Files.isWritable(path);
      return Optional.of(new Entry(a.isDirectory(), mode, a.owner().getName(), writable));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Ran> run(List<String> command) {
    Optional<Path> program = program(command.getFirst());
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
      builder.command().set(0, program.get().toString());
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
      return Optional.of(finish(builder.start()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Ran finish(Process process) {
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process));
    // A daemon that the program left behind may hold its output open for ever.
    CompletableFuture<String> bounded = output.completeOnTimeout("", SECONDS, TimeUnit.SECONDS);
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return new Ran(process.exitValue(), bounded.join());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return new Ran(-1, bounded.join());
  }

  private static String text(Process process) {
    try (InputStream in = process.getInputStream()) {
      return new String(in.readNBytes(TEXT_LIMIT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public boolean hasProgram(String name) {
    return program(name).isPresent();
  }

  /** Administrators' programs are found too when PATH is a plain user's. */
  private static Optional<Path> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> folders =
        Arrays.stream(path.split(":", -1)).filter(f -> f.startsWith("/")).map(Path::of).toList();
    return java.util.stream.Stream.concat(folders.stream(), ADMIN.stream())
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  @Override
  public List<Listener> listeners() {
    return Sockets.listening(Path.of("/proc"));
  }

  @Override
  public OptionalLong freeBytes(Path at) {
    Path there = at.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      return OptionalLong.of(store.getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public OptionalLong memoryBytes() {
    return read(Path.of("/proc/meminfo"))
        .flatMap(text -> text.lines().filter(line -> line.startsWith("MemTotal:")).findFirst())
        .map(line -> line.replaceAll("[^0-9]", ""))
        .map(kib -> OptionalLong.of(Long.parseLong(kib) * 1024))
        .orElse(OptionalLong.empty());
  }

  @Override
  public Self self() {
    String user = System.getProperty("user.name");
    // The name may be anything; the owner of the process' own folder is who it really is.
    String real = look(Path.of("/proc/self")).map(Entry::owner).orElse(user);
    return new Self(
        real, real.equals("root"), Runtime.version().feature(), System.getProperty("java.home"));
  }
}
