package dev.ekube.kubeadm;

import dev.ekube.model.KubeVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code k8s-images/releases.csv}: what kubeadm pins beside its own components. */
final class Releases {
  private static final String TABLE = "images/releases.csv";
  private static final String HEADER = "kubernetes,coredns,pause,etcd";
  private static final NavigableMap<KubeVersion, Release> ALL = load();

  private Releases() {}

  /** Versions as tags of images. */
  record Release(String coreDns, String pause, String etcd) {}

  /** The line of that version, or the newest older one of the same minor version. */
  static Optional<Release> of(KubeVersion version) {
    return Optional.ofNullable(ALL.floorEntry(version))
        .filter(row -> row.getKey().major() == version.major())
        .filter(row -> row.getKey().minor() == version.minor())
        .map(Map.Entry::getValue);
  }

  private static NavigableMap<KubeVersion, Release> load() {
    List<String> lines = lines().stream().filter(line -> !line.startsWith("#")).toList();
    if (!lines.getFirst().equals(HEADER)) {
      throw new IllegalStateException(TABLE + " begins with other columns than " + HEADER);
    }
    NavigableMap<KubeVersion, Release> all = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      all.put(KubeVersion.parse(cells[0]), new Release(cells[1], cells[2], cells[3]));
    }
    return Collections.unmodifiableNavigableMap(all);
  }

  private static List<String> lines() {
    try (InputStream table = Releases.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
