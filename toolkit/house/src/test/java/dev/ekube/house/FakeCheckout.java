package dev.ekube.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A checkout with the real launcher, a Maven that is a few lines of shell, and a small Main. */
final class FakeCheckout {
  private static final String MAIN =
      """
      package dev.ekube.cli;
      public class Main {
        public static void main(String[] a) throws Exception {
          if (a[0].equals("wait")) { System.out.println("waiting"); Thread.sleep(60_000); }
          System.out.println(System.getProperty("user.dir") + " " + String.join("|", a)
              + " " + System.in.read());
          System.exit(7);
        }
      }
      """;
  private static final String TRAINING =
      """
      package dev.ekube.cli;
      public class Training { public static void main(String[] a) {} }
      """;

  final Path root;

  /** What one run of the launcher left behind. */
  record Run(int code, String out, String err) {}

  FakeCheckout(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("a check out"));
    for (String file : List.of("ekube", ".mvn/build-ekube")) {
      Path to = root.resolve(file);
      Files.createDirectories(to.getParent());
      Files.copy(Repository.ROOT.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createDirectories(root.resolve("toolkit/cli/src/main/java"));
    Files.writeString(root.resolve("toolkit/cli/src/main/java/Main.java"), "");
    Files.createDirectories(root.resolve("toolkit/cli/target/launcher/app"));
    maven("sleep 0.3");
    jar(root.resolve("app.jar"), folder.resolve("classes"));
  }

  /** Maven, after some words of shell, puts the jar where the real one does. */
  void maven(String before) throws IOException {
    Path mvnw = root.resolve("mvnw");
    List<String> script =
        List.of(
            "#!/bin/sh",
            "set -e",
            "echo built >> builds",
            before,
            "cp app.jar toolkit/cli/target/launcher/app/");
    Files.write(mvnw, script);
    Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  long builds() throws IOException {
    Path file = root.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  /** Starts the launcher from another folder, under a shell that may change its surroundings. */
  Process start(Path from, String shell) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", shell, root + "/ekube");
    builder.directory(from.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.contains("JAVA") || name.contains("JDK"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectInput(Path.of("/dev/null").toFile());
    return builder.start();
  }

  Run run(Path from, String shell) throws IOException, InterruptedException {
    return finish(start(from, shell));
  }

  static Run finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the launcher did not end: " + out + err);
    }
    return new Run(process.exitValue(), out, err);
  }

  private static void jar(Path jar, Path classes) throws IOException {
    Files.createDirectories(classes);
    Path main = Files.writeString(classes.resolve("Main.java"), MAIN);
    Path training = Files.writeString(classes.resolve("Training.java"), TRAINING);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), main.toString(), training.toString());
    if (code != 0) {
      throw new IllegalStateException("the small Main does not compile");
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
