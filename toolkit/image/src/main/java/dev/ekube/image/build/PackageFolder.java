package dev.ekube.image.build;

import dev.ekube.image.ImageException;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.verify.Keyring;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Packages that lie in a folder, each checked against the pinned keys. */
public final class PackageFolder {
  private PackageFolder() {}

  /** All {@code *.rpm} of the folder, in order of their names; a wrong one is an exception. */
  public static List<VerifiedPackage> read(Path folder, Keyring keys) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.getFileName().toString().endsWith(".rpm")).sorted().toList();
    }
    TreeMap<String, VerifiedPackage> byName = new TreeMap<>();
    for (Path file : files) {
      RpmPackage rpm = RpmPackage.read(file);
      Verify.Verified verified = Verify.verify(rpm, keys);
      VerifiedPackage other =
          byName.put(rpm.nevra().name(), new VerifiedPackage(rpm, verified.sha256()));
      if (other != null) {
        throw ImageException.tried(
            "take the packages in " + folder,
            "it holds both " + other.rpm() + " and " + rpm,
            "keep one of them");
      }
    }
    return new ArrayList<>(byName.values());
  }
}
