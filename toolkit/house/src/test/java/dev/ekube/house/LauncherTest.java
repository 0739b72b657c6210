package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.house.FakeCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ekube}: builds when it must, then gets out of the way. */
class LauncherTest {
  /** Built once, for the tests that leave it as it is. */
  @TempDir static Path shared;

  private static FakeCheckout built;

  @TempDir Path folder;
  private FakeCheckout checkout;

  @BeforeAll
  static void buildOnce() throws Exception {
    built = new FakeCheckout(shared.toRealPath());
    Run first = built.run(shared, "exec \"$0\" first");
    assertThat(first.err()).isEmpty();
  }

  @BeforeEach
  void useTheBuiltOne() {
    checkout = built;
  }

  private void useAFreshOne() throws IOException {
    checkout = new FakeCheckout(folder.toRealPath());
  }

  private Run run(String shell) throws Exception {
    return checkout.run(folder.toRealPath(), shell);
  }

  @Test
  void keepsFolderArgumentsAndExitCodeAndSaysNothingOfItsOwn() throws Exception {
    Run first = run("exec \"$0\" validate 'a b' '' '*'");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).isEqualTo(folder.toRealPath() + " validate|a b||* -1\n");
    assertThat(first.code()).isEqualTo(7);
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void runsThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(
            checkout.root.resolveSibling("ek"), checkout.root.resolve("ekube"));
    assertThat(run("exec '" + link + "' x").out()).endsWith(" x -1\n");
  }

  @Test
  void runsWithStandardInputClosed() throws Exception {
    Run run = run("exec \"$0\" x <&-");
    assertThat(run.code()).isEqualTo(7);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void handsStandardInputOn() throws Exception {
    assertThat(run("printf A | \"$0\" x").out()).endsWith(" x 65\n");
  }

  @Test
  void buildsOnceWhenThreeComeFirst() throws Exception {
    useAFreshOne();
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      running.add(checkout.start(folder, "exec \"$0\" x"));
    }
    for (Process process : running) {
      assertThat(FakeCheckout.finish(process).code()).isEqualTo(7);
    }
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    useAFreshOne();
    run("exec \"$0\" x");
    Path source = checkout.root.resolve("toolkit/cli/src/main/java/Main.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
    run("exec \"$0\" x");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void showsTheEndOfAFailedBuildAndWhereTheWholeIs() throws Exception {
    useAFreshOne();
    checkout.maven("echo '[INFO] fine'; echo '[ERROR] Main.java:[3,1] no such word'; exit 1");
    Run run = run("exec \"$0\" x");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("Main.java:[3,1] no such word", "target/ekube/build.log", "./mvnw")
        .doesNotContain("[INFO]");
    checkout.maven("true");
    assertThat(run("exec \"$0\" x").code()).isEqualTo(7);
  }

  @Test
  void passesOverASpoiledArchiveWithoutAWord() throws Exception {
    useAFreshOne();
    Run good = run("exec \"$0\" x");
    try (Stream<Path> files = Files.walk(checkout.root.resolve("target"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(aot|jsa)")).toList()) {
        Files.writeString(file, "spoiled");
      }
    }
    assertThat(run("exec \"$0\" x")).isEqualTo(good);
  }

  @Test
  void aSignalReachesTheProgramItself() throws Exception {
    Process process = checkout.start(folder, "exec \"$0\" wait");
    process.inputReader().readLine();
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(process.children()).isEmpty();
  }
}
