package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.Reply;
import dev.ekube.oci.fake.Shelf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the machine around a pull lacks, and what it has: room, names, a helper that knows logins.
 */
class MachineFaultsTest {
  private static final int SIZE = 3_000_000;
  private static final FakeImage IMAGE =
      FakeImage.docker("one", FakeImage.bytes(1, SIZE), FakeImage.bytes(2, SIZE));
  private static final Shelf SHELF = new Shelf(IMAGE);

  @TempDir private Path folder;
  @TempDir private Path words;

  @Test
  void tooLittleRoomIsSaidBeforeAnythingLargeIsFetched() throws Exception {
    assertThat(onOwnFileSystem("size=4500k")).contains("MB are free; next: free space");
  }

  @Test
  void aFileSystemThatIsFullInTheMiddleIsSaidAndWhatWasWholeStays() throws Exception {
    // There are bytes enough, but no more files: nothing tells that before.
    assertThat(onOwnFileSystem("size=1g,nr_inodes=12")).contains("the file system is full");
  }

  /** What a pull says onto a new file system; it must fail, and leave no blob that is wrong. */
  private String onOwnFileSystem(String options) throws IOException, InterruptedException {
    needMounts();
    try (FakeRegistry registry = new FakeRegistry(SHELF)) {
      // The store is looked at before its mount goes with its namespace.
      String script =
          "mount -t tmpfs -o %s none '%s' && \"$@\"; echo \"ended with $?\";"
                  .formatted(options, folder)
              + " cd '%s'/blobs/sha256 && sha256sum -- * | awk '{print ($1 == $2) \" \" $2}'"
                  .formatted(folder);
      String said = run(List.of("unshare", "--mount", "sh", "-c", script, "sh"), registry);
      assertThat(said).contains("ended with 1").contains("1 " + IMAGE.manifest().digest().hex());
      assertThat(said.lines()).noneMatch(line -> line.startsWith("0 "));
      return said;
    }
  }

  @Test
  void aNameWithoutAddressIsSaid() throws Exception {
    Site site = new Site(folder, URI.create("http://registry.invalid"));
    assertThatThrownBy(() -> site.pull(IMAGE)).isInstanceOf(PullException.class);
    assertThat(site.faults)
        .anySatisfy(fault -> assertThat(fault).hasMessageContaining("its name has no address"));
  }

  @Test
  void aHelperProgramIsAskedForTheLogin() throws Exception {
    Path helper = folder.resolve("docker-credential-vault");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        test "$1" = get || exit 1
        read -r server
        printf '{"ServerURL": "%s", "Username": "anna", "Secret": "secret"}' "$server"
        """);
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path logins = Files.createDirectory(folder.resolve("docker")).resolve("config.json");
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                request.header("authorization").equals(Optional.of("Basic YW5uYTpzZWNyZXQ="))
                    ? SHELF.on(request)
                    : Reply.status(401, "WWW-Authenticate", "Basic realm=\"r\""))) {
      Files.writeString(
          logins, "{\"credHelpers\": {\"%s\": \"vault\"}}".formatted(registry.authority()));
      String said =
          run(
              List.of(
                  "env",
                  "PATH=" + folder + ":" + System.getenv("PATH"),
                  "DOCKER_CONFIG=" + logins.getParent()),
              registry);
      assertThat(said).contains("fetched=5");
    }
  }

  /** What a pull said that is run by these words. */
  private String run(List<String> by, FakeRegistry registry)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(by);
    command.addAll(PullProcess.command(folder, IMAGE.ref(registry.authority())));
    Path said = words.resolve("said.txt");
    Process process = PullProcess.start(command, said);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said);
  }

  private static void needMounts() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: a mount needs root");
    Process tried = new ProcessBuilder("unshare", "--mount", "true").start();
    Assumptions.assumeTrue(tried.waitFor() == 0, "skipped: this machine allows no namespaces");
  }
}
