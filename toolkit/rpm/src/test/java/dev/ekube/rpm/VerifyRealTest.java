package dev.ekube.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.madeup.SpecFile;
import dev.ekube.rpm.madeup.Tools;
import dev.ekube.rpm.verify.Fingerprint;
import dev.ekube.rpm.verify.Keyring;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages signed by the real rpmsign with a key of the real gpg. */
class VerifyRealTest {
  @TempDir private Path folder;

  @Test
  void takesWhatRpmSigned() throws IOException {
    Tools.need("rpmbuild", "rpmsign", "gpg");
    for (String kind : List.of("rsa3072", "ed25519")) {
      Path home = Files.createDirectories(folder.resolve(kind));
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
      Map<String, String> gpg = Map.of("GNUPGHOME", home.toString());
      gpg(gpg, "--quick-gen-key", "Signer <signer@example.org>", kind, "sign", "2030-01-01");
      Path keyFile = home.resolve("key.asc");
      gpg(gpg, "--armor", "--output", keyFile.toString(), "--export");
      Fingerprint key = Keyring.fingerprints(Files.readAllBytes(keyFile)).getFirst();
      Path file = SpecFile.build(home, SpecFile.AWKWARD);
      Tools.Said said =
          Tools.ask(
              gpg,
              "rpmsign",
              "--define",
              "__gpg " + Tools.path("gpg"),
              "--define",
              "_gpg_name " + key.hex(),
              "--addsign",
              file.toString());
      assertThat(said.code()).as(said.out()).isZero();

      Keyring keys = Keyring.of(List.of(Files.readAllBytes(keyFile)), Set.of(key));
      Verify.Verified verified = Verify.verify(RpmPackage.read(file), keys);
      assertThat(verified.signer()).isEqualTo(key);
      assertThat(verified.size()).isEqualTo(Files.size(file));
      assertThat(Tools.run("sha256sum", file.toString())).startsWith(verified.sha256());
      assertThatThrownBy(() -> Verify.verify(RpmPackage.read(file), Keyring.none()))
          .isInstanceOf(BadRpmException.class)
          .hasMessageContaining("awkward-2:1.0~rc1-3.el9.x86_64: it is signed by the key")
          .hasMessageContaining("not pinned");
    }
  }

  private static void gpg(Map<String, String> home, String... words) {
    String[] all = new String[words.length + 5];
    String[] fixed = {"gpg", "--batch", "--yes", "--passphrase", ""};
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(words, 0, all, fixed.length, words.length);
    Tools.Said said = Tools.ask(home, all);
    assertThat(said.code()).as(said.out()).isZero();
  }
}
