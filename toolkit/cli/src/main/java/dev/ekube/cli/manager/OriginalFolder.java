package dev.ekube.cli.manager;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.spec.init.OriginalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the files of which {@link OriginalFiles} can make something, wherever they lie. */
public final class OriginalFolder {
  private static final int DEPTH = 8;
  private static final long LARGEST = 1 << 20;

  private OriginalFolder() {}

  /** What they tell; a folder without any of them is refused. */
  public static OriginalFiles.Proposal read(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder, DEPTH)) {
      for (Path path : found.filter(OriginalFolder::tells).toList()) {
        byte[] bytes = Files.readAllBytes(path);
        files.put(folder.relativize(path).toString(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw PortException.precondition(
          "tried to read " + folder + " but " + Reason.of(e), "name a folder that you may read");
    }
    if (files.isEmpty()) {
      throw PortException.precondition(
          "tried to find keepalived.conf, haproxy.cfg, hosts, k8s-install.sh or kube-flannel.yml in"
              + " "
              + folder
              + " but there is none",
          "name the folder that holds the overlay of the original");
    }
    return OriginalFiles.read(files);
  }

  private static boolean tells(Path path) {
    try {
      return OriginalFiles.tells(path.getFileName().toString())
          && Files.isRegularFile(path)
          && Files.size(path) <= LARGEST;
    } catch (IOException e) {
      return false;
    }
  }
}
