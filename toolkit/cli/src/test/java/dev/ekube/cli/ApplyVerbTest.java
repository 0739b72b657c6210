package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, apply, history and rollback as a person meets them, in a sandbox. */
class ApplyVerbTest {
  @TempDir Path folder;

  private Shell shell;
  private Path file;

  @BeforeEach
  void example() {
    shell = new Shell(folder);
    file = shell.copyOf("quickstart");
  }

  @Test
  void aSecondApplySaysNoChangesAndCallsNothing() throws Exception {
    assertThat(shell.inSandbox("apply", "--yes", file).exitCode()).isZero();
    int calls = calls();

    Shell.Run second = shell.inSandbox("apply", "--yes", file);

    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).isEqualTo("cluster demo: no changes\n");
    assertThat(calls()).isEqualTo(calls).isEqualTo(5);
  }

  @Test
  void planTellsByItsExitCodeWhetherAnythingWouldChange() throws Exception {
    assertThat(shell.inSandbox("plan", file).exitCode()).isZero();
    assertThat(shell.inSandbox("plan", "--exit-code", file).exitCode()).isEqualTo(3);
    shell.inSandbox("apply", "--yes", file);
    assertThat(shell.inSandbox("plan", "--exit-code", file).exitCode()).isZero();
  }

  @Test
  void withNobodyToAskNothingChanges() throws Exception {
    Shell.Run run = shell.inSandbox("apply", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--yes");
    assertThat(Files.readString(shell.sandbox("etc/warewulf/nodes.conf")))
        .doesNotContain("control0");
  }

  @Test
  void onlyYesIsYes() throws Exception {
    assertThat(shell.typing("nope\n", "apply", file).err()).contains("nothing was changed");
    assertThat(shell.typing("", "apply", file).err()).contains("nothing was changed");
    assertThat(Files.readString(shell.sandbox("etc/warewulf/nodes.conf")))
        .doesNotContain("control0");
    assertThat(shell.typing("y\n", "apply", file).out()).contains("cluster demo is applied");
  }

  @Test
  void dryRunShowsThePlanAndStops() throws Exception {
    Shell.Run run = shell.inSandbox("apply", "--dry-run", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(shell.inSandbox("plan", file).out());
  }

  @Test
  void jsonHoldsTheStepsThatRan() {
    String out = shell.inSandbox("apply", "--yes", "-o", "json", file).out();

    assertThat(out).startsWith("{").contains("\"changed\" : true", "\"runs\" : \"wwctl\"");
    assertThat(shell.inSandbox("apply", "--yes", "-o", "json", file).out())
        .contains("\"changed\" : false");
  }

  @Test
  void aNodeThatIsNoLongerNamedIsRemovedAndNoOther() throws Exception {
    shell.inSandbox("apply", "--yes", file);
    edit(file, "worker[0-1]", "worker[0-0]");
    edit(file.resolveSibling("workers.txt"), "52:54:00:00:00:21\n", "");

    Shell.Run run = shell.inSandbox("apply", "--yes", file);

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(shell.sandbox("etc/warewulf/nodes.conf")))
        .contains("worker0:", "control2:")
        .doesNotContain("worker1:");
    assertThat(shell.sandbox("var/lib/warewulf/provision/overlays/worker1")).doesNotExist();
  }

  @Test
  void rollbackAppliesAStateAgainAndBringsItsFilesBack() throws Exception {
    shell.inSandbox("apply", "--yes", file);
    String before = Files.readString(file);
    String nodes = Files.readString(shell.sandbox("etc/warewulf/nodes.conf"));
    edit(file, "port: 8443", "port: 9443");
    shell.inSandbox("apply", "--yes", file);
    edit(file, "port: 9443", "port: 10443");

    Shell.Run run = shell.inSandbox("rollback", "HEAD~1", "--yes", "-f", file);

    assertThat(run.exitCode()).isZero();
    assertThat(file).hasContent(before);
    assertThat(file.resolveSibling("cluster.yaml.before-rollback"))
        .as("the edit that no state holds")
        .content()
        .contains("port: 10443");
    assertThat(shell.sandbox("etc/warewulf/nodes.conf")).hasContent(nodes);
    assertThat(shell.inSandbox("apply", "--yes", file).out()).contains("no changes");
    assertThat(shell.inSandbox("history", "-f", file).out().lines()).hasSize(3);
  }

  @Test
  void aStateThatIsNotThereIsSaidSo() {
    shell.inSandbox("apply", "--yes", file);

    Shell.Run run = shell.inSandbox("rollback", "deadbeef", "--yes", "-f", file);

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("deadbeef", "ekube history");
  }

  @Test
  void diffShowsWhatTwoStatesDifferIn() throws Exception {
    shell.inSandbox("apply", "--yes", file);
    edit(file, "10.249.0.0/16", "10.250.0.0/16");
    shell.inSandbox("apply", "--yes", file);

    String diff = shell.inSandbox("diff", "HEAD~1", "HEAD", "--cluster", "demo").out();

    assertThat(diff).contains("-  pods: 10.249.0.0/16", "+  pods: 10.250.0.0/16");
  }

  @Test
  void aPartAloneIsNoStateToGoBackTo() {
    Shell.Run run = shell.inSandbox("apply", "--yes", "--only", "images,nodeimages", file);

    assertThat(run.out()).endsWith("cluster demo: images, nodeimages applied, and no other part\n");
    assertThat(shell.inSandbox("history", "-f", file).out()).isEmpty();
  }

  private static void edit(Path path, String from, String to) throws Exception {
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  /** Lines of all run logs: one for each call of wwctl. */
  private int calls() throws Exception {
    int lines = 0;
    try (Stream<Path> files = Files.walk(shell.sandbox("var/lib/ekube"))) {
      List<Path> logs = files.filter(path -> path.toString().endsWith(".jsonl")).toList();
      for (Path log : logs) {
        lines += Files.readAllLines(log).size();
      }
    }
    return lines;
  }
}
