package dev.ekube.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.HeaderBuilder;
import dev.ekube.rpm.header.Tag;
import dev.ekube.rpm.madeup.MadeUpRpm;
import dev.ekube.rpm.madeup.SigningPerson;
import dev.ekube.rpm.madeup.Tools;
import dev.ekube.rpm.payload.Payload;
import dev.ekube.rpm.verify.Keyring;
import dev.ekube.rpm.verify.Signatures;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that lie: every one is refused, in words, and none costs much memory. */
class HostileTest {
  private static final SigningPerson PERSON = new SigningPerson();

  @TempDir private Path folder;

  @Test
  void rpmTakesTheMadeUpPackage() throws IOException {
    Tools.need("rpm", "rpmkeys");
    Path file = good().write(folder);
    assertThat(Tools.run("rpm", "-qp", "--nosignature", "-l", file.toString()))
        .isEqualTo("/etc/b\n/usr/bin/a\n");
    assertThat(Tools.run("rpmkeys", "-K", "--nosignature", file.toString())).contains("digests OK");
  }

  @Test
  void flippedBitsInEveryByteAreRefused() throws IOException {
    byte[] right = good().bytes();
    String digest = sha256(right);
    Path file = folder.resolve("flipped.rpm");
    for (int bit = 0; bit < right.length * 8; bit += 5) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, wrong);
      assertThatThrownBy(() -> Verify.verify(RpmPackage.read(file), keys(), digest))
          .as("bit %d", bit)
          .isInstanceOf(BadRpmException.class);
    }
    Files.write(file, right);
    assertThat(Verify.verify(RpmPackage.read(file), keys(), digest).sha256()).isEqualTo(digest);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] right = good().bytes();
    Path file = folder.resolve("short.rpm");
    for (int length = 0; length < right.length; length += 7) {
      Files.write(file, Arrays.copyOf(right, length));
      assertThatThrownBy(() -> Verify.verify(RpmPackage.read(file), keys()))
          .isInstanceOf(BadRpmException.class);
      assertThatThrownBy(() -> unpack(RpmPackage.read(file))).isInstanceOf(BadRpmException.class);
    }
  }

  @Test
  void noiseMeetsNothingButRefusals() throws IOException {
    Random random = new Random(11);
    byte[] right = good().bytes();
    Path file = folder.resolve("noise.rpm");
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] wrong = right.clone();
      for (int i = random.nextInt(8); i >= 0; i--) {
        wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, wrong);
      try {
        unpack(RpmPackage.read(file));
      } catch (BadRpmException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8eade801000000007fffffff00000010",
        "8eade80100000000ffffffff00000010",
        "8eade801000000000000000103ffffff",
        "8eade8010000000000000001ffffffff",
        "8eade801000000000000ffff04000000"
      })
  void headersThatClaimToBeEndlessCostNothing(String header) throws IOException {
    byte[] right = good().bytes();
    byte[] head = HexFormat.of().parseHex(header);
    System.arraycopy(head, 0, right, 96, head.length);
    Path file = Files.write(folder.resolve("endless.rpm"), right);
    assertThatThrownBy(() -> RpmPackage.read(file)).isInstanceOf(BadRpmException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/../x", "/etc//x", "etc/x", "/etc/./x", "/etc/x/.."})
  void pathsThatLeaveAreRefused(String path) throws IOException {
    Path file = new MadeUpRpm("bad", "1", "1").file(path, "x").signed(PERSON).write(folder);
    assertThatThrownBy(() -> RpmPackage.read(file))
        .isInstanceOf(BadRpmException.class)
        .hasMessageContaining("bad.rpm: its header holds the path");
  }

  @Test
  void whoeverIsNotPinnedProvesNothing() throws IOException {
    Path file = good().write(folder);
    Keyring others = Keyring.of(List.of(new SigningPerson().keyFile()), Set.of());
    assertThatThrownBy(() -> Verify.verify(RpmPackage.read(file), others))
        .hasMessageContaining("good-1-1.x86_64: it is signed by the key");
    Path unsigned = new MadeUpRpm("unsigned", "1", "1").file("/a", "x").write(folder);
    assertThatThrownBy(() -> Verify.verify(RpmPackage.read(unsigned), keys()))
        .hasMessage("unsigned-1-1.x86_64: it is not signed");
    assertThatThrownBy(() -> Keyring.of(List.of(), Set.of(PERSON.fingerprint())))
        .hasMessageContaining("no key file holds the key " + PERSON.fingerprint());
  }

  @Test
  void weakDigestsProveNothing() {
    byte[] content = {1, 2, 3};
    byte[] weak = PERSON.sign(content, HashAlgorithmTags.SHA1);
    assertThatThrownBy(() -> Signatures.require(content, weak, keys()))
        .hasMessageContaining("too weak");
  }

  @Test
  void textsThatNobodyEndsAreRefused() {
    byte[] blob = new HeaderBuilder().text(Tag.NAME, "abc").main();
    byte[] cut = Arrays.copyOf(blob, blob.length);
    // The name's bytes come first behind the index of two entries; its end is overwritten, too.
    Arrays.fill(cut, 8 + 2 * 16, cut.length, (byte) 'x');
    assertThatThrownBy(() -> Header.parse(cut)).isInstanceOf(BadRpmException.class);
  }

  private static MadeUpRpm good() {
    return new MadeUpRpm("good", "1", "1")
        .file("/usr/bin/a", "hello")
        .file("/etc/b", "")
        .signed(PERSON);
  }

  private static Keyring keys() throws IOException {
    return Keyring.of(List.of(PERSON.keyFile()), Set.of(PERSON.fingerprint()));
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(FileDigest.Algorithm.SHA256.sum().digest(content));
  }

  private static void unpack(RpmPackage rpm) throws IOException {
    try (Payload payload = Payload.open(rpm)) {
      Optional<Payload.Entry> entry = payload.next();
      while (entry.isPresent()) {
        entry = payload.next();
      }
    }
  }
}
