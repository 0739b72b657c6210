package dev.ekube.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** {@code container build}: packs root file systems. */
final class StandInImages {
  private final WarewulfVersion version;
  private final StandInRoot root;
  private final StandInRun run;

  StandInImages(WarewulfVersion version, StandInRoot root, StandInRun run) {
    this.version = version;
    this.root = root;
    this.run = run;
  }

  void build(List<String> words) throws IOException {
    boolean force = words.contains("-f");
    for (String name : words.stream().filter(word -> !word.equals("-f")).toList()) {
      if (!version.isOld()) {
        run.say("Building image: " + name);
      }
      if (!Files.isDirectory(root.rootfs(name))) {
        throw new StandInFailure(255, missing(name));
      }
      if (!force && Files.exists(root.packed(name))) {
        run.say(version.isOld() ? "Skipping (VNFS is current)" : "Skipping (Image is current)");
        continue;
      }
      ImageTree.of(root.rootfs(name)).pack(root.packed(name));
      String kind = version.isOld() ? "VNFS container " : "Image ";
      run.say("Created image for " + kind + name + ": " + root.packed(name));
      run.say("Compressed image for " + kind + name + ": " + root.packed(name) + ".gz");
    }
  }

  private String missing(String name) {
    return switch (version) {
      case V4_5_8 -> "VNFS name does not exist: " + name;
      case V4_6_5 -> "image name does not exist: " + name;
      case V4_7_0 -> "error building image " + name + ": image does not exist: " + name;
    };
  }
}
