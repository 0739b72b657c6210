package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverlayFilesTest {
  @Test
  void theTableNamesEveryTemplateThereIs() throws IOException {
    Set<String> there = new TreeSet<>();
    for (String folder : Set.of("templates", "manifests")) {
      names(folder).forEach(name -> there.add(folder + "/" + name));
    }
    // What an agent places besides stands in that folder too.
    Set<String> kubeadms =
        names("templates/kubeadm").stream()
            .map(name -> "templates/" + name)
            .collect(Collectors.toSet());
    Set<String> named =
        OverlayFiles.FILES.stream()
            .map(OutputFile::template)
            .filter(name -> !kubeadms.contains(name))
            .collect(Collectors.toSet());
    assertThat(named).isEqualTo(there);
  }

  private static Set<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(GoldenTree.root().resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void thePageNamesEveryFileAndTag() throws IOException {
    String page = Files.readString(GoldenTree.root().resolve("docs/node-files.md"));
    assertThat(OverlayFiles.FILES).allSatisfy(f -> assertThat(page).contains("`" + f.path()));
    assertThat(Views.entry(Clusters.demo(), "control0").tags().keySet())
        .allSatisfy(tag -> assertThat(page).contains("`" + tag + "`"));
  }
}
