package dev.ekube.adapters.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/doctor.md lists every check, in the order in which they run. */
class DoctorPageTest {
  @Test
  void thePageListsEveryCheck() throws IOException {
    Path page = Path.of(System.getProperty("ekube.root"), "docs", "doctor.md");
    List<String> listed =
        Files.readString(page)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`", -1)[1])
            .toList();
    assertThat(listed).isEqualTo(Checks.all().stream().map(HostCheck::id).toList());
  }
}
