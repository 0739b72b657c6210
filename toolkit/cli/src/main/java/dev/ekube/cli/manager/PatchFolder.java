package dev.ekube.cli.manager;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.kubeadm.Patches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Patches of the service's objects, one in each file of a folder. */
public final class PatchFolder {
  private PatchFolder() {}

  /** What lies in the folder; a file that is no patch is a missing precondition. */
  public static Patches read(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
      return Patches.of(files);
    } catch (IOException e) {
      throw PortException.precondition(
          "tried to read the patches in " + folder + " but " + Reason.of(e),
          "name a folder of patches with --patches");
    } catch (IllegalArgumentException e) {
      throw PortException.precondition(
          "tried to read the patches in " + folder + " but " + e.getMessage(),
          "correct or remove that file");
    }
  }
}
