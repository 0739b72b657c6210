package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.RootImages;
import dev.ekube.model.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Node images in the engine: those that were named, or the fixtures', made on first use. */
final class LabImages {
  private static final int DIGEST_SHOWN = 16;

  /** What {@code --image} calls the image of each role, and what the fixtures call it. */
  private static final Map<Role, String> WORDS =
      Map.of(Role.CONTROL, "control", Role.WORKER, "base");

  private static final Map<String, Role> FIXTURES =
      Map.of("k8s-control-ww", Role.CONTROL, "k8s-base-ww", Role.WORKER);

  private final RootImages engine;
  private final Terminal terminal;

  LabImages(RootImages engine, Terminal terminal) {
    this.engine = engine;
    this.terminal = terminal;
  }

  /**
   * A reference in the engine for each role.
   *
   * @param named what {@code --image} named: {@code base} or {@code control} to a tar or reference
   */
  SortedMap<Role, String> ensure(Map<String, String> named) {
    SortedMap<Role, String> images = new TreeMap<>();
    for (Map.Entry<String, String> one : named.entrySet()) {
      Role role =
          WORDS.entrySet().stream()
              .filter(e -> e.getValue().equals(one.getKey()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(
                  () ->
                      PortException.precondition(
                          "tried to take an image for '" + one.getKey() + "' but there is no such",
                          "write --image base=… or --image control=…"));
      images.put(role, named(role, one.getValue()));
    }
    if (images.size() < Role.values().length) {
      fixtures().forEach((role, tar) -> images.computeIfAbsent(role, r -> loaded(r, tar)));
    }
    return images;
  }

  private String named(Role role, String image) {
    Path tar = Path.of(image);
    if (Files.isRegularFile(tar)) {
      return loaded(role, tar);
    }
    if (!engine.has(image)) {
      throw PortException.precondition(
          "tried to take the image "
              + image
              + " but it is no file, and the engine has none so named",
          "name a tar of a root file system, or an image that `docker images` shows");
    }
    return image;
  }

  private String loaded(Role role, Path tar) {
    String reference =
        "ekube-lab/%s:%s".formatted(WORDS.get(role), digest(tar).substring(0, DIGEST_SHOWN));
    if (!engine.has(reference)) {
      terminal.err().println("importing " + tar + " as " + reference);
      engine.load(reference, tar);
    }
    return reference;
  }

  /** That of the file beside it, which is there when a build made both; else it is counted. */
  private static String digest(Path tar) {
    Path beside = tar.resolveSibling(tar.getFileName() + ".sha256");
    try {
      String said = Files.exists(beside) ? Files.readString(beside).strip() : "";
      return said.matches("[0-9a-f]{64}(\\s.*)?") ? said.substring(0, 64) : counted(tar);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read " + tar + " but " + e.getMessage(), "name another file with --image", e);
    }
  }

  private static String counted(Path tar) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(tar), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Runs the script that makes them, or finds them made; its progress goes to stderr. */
  private SortedMap<Role, Path> fixtures() {
    Path script =
        Path.of(System.getProperty("ekube.home", "."), "lab/fixtures/node-images").toAbsolutePath();
    if (!Files.isExecutable(script)) {
      throw PortException.precondition(
          "tried to make node images but there is no " + script,
          "name images: --image base=TAR --image control=TAR");
    }
    try {
      Process process =
          new ProcessBuilder(script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      SortedMap<Role, Path> images = new TreeMap<>();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line : lines.lines().toList()) {
          String[] words = line.strip().split("\\s+", 2);
          Optional.ofNullable(FIXTURES.get(words[0]))
              .ifPresent(role -> images.put(role, Path.of(words[1])));
        }
      }
      int code = process.waitFor();
      if (code != 0 || images.size() < Role.values().length) {
        throw PortException.precondition(
            "tried to make node images with " + script + " but it ended with " + code,
            "see what it said above, or name images: --image base=TAR --image control=TAR");
      }
      return images;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to run " + script + " but " + e.getMessage(), "run it by hand to see why", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("making node images");
    }
  }

  /** Images that were chosen once, as {@code --image} would name them. */
  static Map<String, String> named(SortedMap<Role, String> chosen) {
    Map<String, String> named = new TreeMap<>();
    chosen.forEach(
        (role, image) -> {
          if (!image.isEmpty()) {
            named.put(WORDS.get(role), image);
          }
        });
    return named;
  }

  /** For a sentence: {@code control REF, base REF}. */
  static String words(SortedMap<Role, String> images) {
    return images.entrySet().stream()
        .map(e -> WORDS.get(e.getKey()).toLowerCase(Locale.ROOT) + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
