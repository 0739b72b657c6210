package dev.ekube.manager.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Bytes BASE = Bytes.ofUtf8("base");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("journal");
  }

  private Journal.Opened open() throws IOException {
    return Journal.open(directory, BASE);
  }

  private List<String> reread() throws IOException {
    Journal.Opened opened = open();
    opened.journal().close();
    return opened.entries().stream().map(Bytes::utf8).toList();
  }

  private static List<Bytes> texts(String... texts) {
    return Arrays.stream(texts).map(Bytes::ofUtf8).toList();
  }

  /** Three frames after the base, of 2, 1 and 3 entries. */
  private byte[] sample() throws IOException {
    Journal.Opened opened = open();
    try (Journal journal = opened.journal()) {
      journal.append(texts("one", "two"));
      journal.append(texts("three"));
      journal.append(texts("four", "", "six"));
    }
    return Files.readAllBytes(file);
  }

  @Test
  void whatWasAppendedIsThereAfterwards() throws IOException {
    sample();

    assertThat(reread()).containsExactly("one", "two", "three", "four", "", "six");
  }

  @Test
  void itSaysWhetherItWasThereBefore() throws IOException {
    Journal.Opened first = open();
    first.journal().close();
    Journal.Opened second = Journal.open(directory, Bytes.ofUtf8("another"));
    second.journal().close();

    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
    assertThat(second.base()).isEqualTo(BASE);
  }

  @Test
  void aFileCutAnywhereGivesWholeWritesAndTakesNewOnes() throws IOException {
    byte[] whole = sample();
    int firstFrame = Scan.MAGIC.length + Frame.HEADER + Integer.BYTES + BASE.size();
    List<List<String>> prefixes =
        List.of(
            List.of(),
            List.of("one", "two"),
            List.of("one", "two", "three"),
            List.of("one", "two", "three", "four", "", "six"));
    for (int length = firstFrame; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThat(reread()).as("cut at byte %d", length).isIn(prefixes);

      List<String> held = reread();
      try (Journal journal = open().journal()) {
        journal.append(texts("later"));
      }
      assertThat(reread()).as("appended after a cut at byte %d", length).hasSize(held.size() + 1);
    }
  }

  @Test
  void aBaseThatIsCutIsDamageBecauseItIsWrittenAside() throws IOException {
    byte[] whole = sample();
    int firstFrame = Scan.MAGIC.length + Frame.HEADER + Integer.BYTES + BASE.size();
    for (int length = 0; length < firstFrame; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(this::reread)
          .as("cut at byte %d", length)
          .isInstanceOf(JournalDamage.class);
    }
  }

  @Test
  void everyFlippedBitIsRefusedInWords() throws IOException {
    byte[] whole = sample();
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Files.write(file, flipped);

      assertThatThrownBy(this::reread)
          .as("bit %d", bit)
          .isInstanceOf(JournalDamage.class)
          .hasMessageContaining("tried to read the journal")
          .hasMessageContaining("next: ");
      assertThat(file).as("bit %d: nothing is changed", bit).hasBinaryContent(flipped);
    }
  }

  @Test
  void zerosOfAFileThatHadGrownAreCutOff() throws IOException {
    byte[] whole = sample();
    Files.write(file, Arrays.copyOf(whole, whole.length + 5000));

    Journal.Opened opened = open();
    opened.journal().close();

    assertThat(opened.entries()).hasSize(6);
    assertThat(opened.cut()).isEqualTo(5000);
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void aLastWriteWithASectorThatNeverArrivedIsCutOff() throws IOException {
    String big = "x".repeat(3000);
    try (Journal journal = open().journal()) {
      journal.append(texts("kept"));
      journal.append(texts(big));
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 1024, 1536, (byte) 0);
    Files.write(file, bytes);

    assertThat(reread()).containsExactly("kept");
  }

  @Test
  void aSectorOfZerosInTheMiddleIsDamage() throws IOException {
    try (Journal journal = open().journal()) {
      journal.append(texts("x".repeat(3000)));
      journal.append(texts("acknowledged"));
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 1024, 1536, (byte) 0);
    Files.write(file, bytes);

    assertThatThrownBy(this::reread).isInstanceOf(JournalDamage.class);
  }

  @Test
  void aFrameThatIsMissingOrThereTwiceIsDamage() throws IOException {
    byte[] whole = sample();
    int second = Scan.MAGIC.length + Frame.HEADER + Integer.BYTES + BASE.size();
    int third = second + Frame.HEADER + 2 * (Integer.BYTES + 3);
    byte[] without = new byte[whole.length - (third - second)];
    System.arraycopy(whole, 0, without, 0, second);
    System.arraycopy(whole, third, without, second, whole.length - third);
    Files.write(file, without);

    assertThatThrownBy(this::reread)
        .isInstanceOf(JournalDamage.class)
        .hasMessageContaining("there is record 2 where 1 must be");
  }

  @Test
  void compactionLeavesTheBaseAlone() throws IOException {
    sample();
    try (Journal journal = open().journal()) {
      journal.compact(Bytes.ofUtf8("all of it"));
      journal.append(texts("next"));
    }

    Journal.Opened opened = open();
    opened.journal().close();
    assertThat(opened.base().utf8()).isEqualTo("all of it");
    assertThat(opened.entries()).containsExactly(Bytes.ofUtf8("next"));
  }

  @Test
  void aCompactionThatWasCutLeavesTheOldJournal() throws IOException {
    byte[] whole = sample();
    Files.write(directory.resolve("journal.new"), Arrays.copyOf(whole, 25));

    assertThat(reread()).hasSize(6);
    assertThat(directory.resolve("journal.new")).doesNotExist();
  }

  @Test
  void twoDoNotHoldOneJournal() throws IOException {
    try (Journal held = open().journal()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another ekube serve holds it");
      held.append(texts("still works"));
    }
    assertThat(reread()).containsExactly("still works");
  }

  @Test
  void manyEntriesOfOneWriteComeBackInOrder() throws IOException {
    List<Bytes> many = IntStream.range(0, 5000).mapToObj(i -> Bytes.ofUtf8("entry " + i)).toList();
    try (Journal journal = open().journal()) {
      journal.append(many);
    }

    Journal.Opened opened = open();
    opened.journal().close();
    assertThat(opened.entries()).isEqualTo(many);
  }
}
