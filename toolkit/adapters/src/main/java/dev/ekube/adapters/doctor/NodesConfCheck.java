package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * nodes.conf can be read and is of the same generation as wwctl. 4.5 marks its own with {@code
 * WW_INTERNAL} and says {@code container name}; 4.6 and later read neither.
 */
final class NodesConfCheck extends WarewulfCheck {
  NodesConfCheck() {
    super("nodes-conf");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    Path file = warewulf.nodesConf();
    return List.of(
        host.read(file)
            .map(text -> judge(warewulf, file, text))
            .orElseGet(
                () ->
                    fail(
                        file.toString(),
                        "cannot be read by " + host.self().user(),
                        "sudo ls -l " + file)));
  }

  private Finding judge(WarewulfInstall warewulf, Path file, String text) {
    try {
      Object top = new Load(LoadSettings.builder().build()).loadFromString(text);
      if (top != null && !(top instanceof Map)) {
        return fail(file.toString(), "is no mapping of YAML", "wwctl node list");
      }
    } catch (YamlEngineException e) {
      String first = e.getMessage().lines().findFirst().orElse("no reason given");
      return fail(file.toString(), "is no YAML: " + first, "wwctl node list");
    }
    boolean isOld = text.lines().anyMatch(NodesConfCheck::isOld);
    boolean isNew = text.lines().anyMatch(line -> line.strip().startsWith("image name:"));
    boolean wantsOld = is(warewulf, "4.5");
    if (isOld && !wantsOld) {
      return fail(
          file.toString(),
          "is still Warewulf 4.5's, so wwctl of "
              + warewulf.generation().word()
              + " sees half of it",
          "cp -p %s{,.4.5} && wwctl upgrade nodes --add-defaults --replace-overlays"
              .formatted(file));
    }
    if (isNew && wantsOld) {
      return fail(
          file.toString(),
          "is a newer Warewulf's, but wwctl is of " + warewulf.generation().word(),
          "install the Warewulf that wrote it, or bring back the copy made before the upgrade");
    }
    return ok(file.toString(), "read, and of Warewulf %s", warewulf.generation().word());
  }

  private static boolean isOld(String line) {
    String text = line.strip();
    return text.startsWith("WW_INTERNAL:") || text.startsWith("container name:");
  }
}
