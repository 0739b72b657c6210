package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.RootImages;
import dev.ekube.model.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Node images in the engine: those that were named, or those that ekube builds. */
final class LabImages {
  private static final int DIGEST_SHOWN = 16;

  /** What {@code --image} calls the image of each role. */
  private static final Map<Role, String> WORDS =
      Map.of(Role.CONTROL, "control", Role.WORKER, "base");

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
   * @param others those of both roles, asked for when one was not named
   */
  SortedMap<Role, String> ensure(
      Map<String, String> named, Supplier<SortedMap<Role, String>> others) {
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
      others.get().forEach((role, image) -> images.putIfAbsent(role, image));
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
