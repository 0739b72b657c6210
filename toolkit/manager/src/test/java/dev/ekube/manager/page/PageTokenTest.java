package dev.ekube.manager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
  @TempDir private Path folder;

  @Test
  void outlivesTheService() throws Exception {
    String first = PageToken.in(folder.resolve("token")).reveal();

    assertThat(PageToken.in(folder.resolve("token")).reveal()).isEqualTo(first).hasSize(43);
    assertThat(PageToken.in(folder.resolve("other")).reveal()).isNotEqualTo(first);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    PageToken.in(folder.resolve("token"));

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with a blank with a blank with a blank with"})
  void aBrokenFileIsReplaced(String broken) throws Exception {
    Files.writeString(folder.resolve("token"), broken);

    PageToken made = PageToken.in(folder.resolve("token"));

    assertThat(made.admits(Optional.of(broken))).isFalse();
    assertThat(made.reveal()).hasSize(43);
  }

  @Test
  void admitsItselfAlone() throws Exception {
    PageToken token = PageToken.in(folder.resolve("token"));
    String value = token.reveal();

    assertThat(token.admits(Optional.of(value))).isTrue();
    assertThat(token.admits(Optional.of(value + "x"))).isFalse();
    assertThat(token.admits(Optional.of(value.substring(1)))).isFalse();
    assertThat(token.admits(Optional.of(""))).isFalse();
    assertThat(token.admits(Optional.empty())).isFalse();
    assertThat(token.toString()).doesNotContain(value);
  }
}
