package dev.ekube.etcd.real;

import static dev.ekube.etcd.real.RealEtcd.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.etcd.gateway.MemberStatus;
import dev.ekube.wal.Reading;
import dev.ekube.wal.Sealing;
import dev.ekube.wal.Wal;
import dev.ekube.wal.WalReader;
import dev.ekube.wal.WalSealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The room wal reads and writes logs as the real etcd does. */
class RealLogTest {
  @Test
  void aLogSaysWhatTheMemberSaidOfItself() {
    try (RealEtcd lab = RealEtcd.plain(1).form("one")) {
      EtcdNode node = lab.node(0);
      for (int i = 0; i < 10; i++) {
        lab.put(node, "key" + i, "value");
      }
      MemberStatus status = done(() -> lab.gateway().status(node.endpoint()));
      node.kill();
      Wal wal = wal(node);
      assertThat(wal.member()).isEqualTo(status.member());
      assertThat(wal.cluster()).isEqualTo(status.cluster());
      assertThat(wal.state().term()).isEqualTo(status.raftTerm());
      assertThat(wal.state().vote()).isEqualTo(status.member());
      assertThat(wal.last().index()).isGreaterThanOrEqualTo(status.raftIndex());
      assertThat(wal.last().term()).isEqualTo(status.raftTerm());
    }
  }

  /** etcd begins a new file after 64 MB, and the checksum runs on from one to the next. */
  @Test
  void aLogOfSeveralFilesWithSnapshotsIsReadAndSealed() throws IOException {
    try (RealEtcd lab = RealEtcd.plain(1)) {
      EtcdNode node = lab.node(0);
      node.start("--initial-cluster=" + lab.initialCluster(0), "--snapshot-count=20");
      lab.awaitHealthy(node);
      for (int i = 0; i < 55; i++) {
        lab.put(node, "key", i + "v".repeat(1_300_000));
      }
      lab.put(node, "last", "value");
      node.kill();
      try (Stream<Path> files = Files.list(node.walFolder())) {
        assertThat(files.filter(file -> file.toString().endsWith(".wal"))).hasSize(2);
      }
      assertThat(wal(node).snapshot())
          .hasValueSatisfying(at -> assertThat(at.index()).isPositive());
      assertThat(WalSealer.seal(node.walFolder()))
          .isInstanceOfAny(Sealing.Sealed.class, Sealing.Unneeded.class);
      assertThat(wal(node).hasTail()).isFalse();
      node.start("--force-new-cluster");
      lab.awaitHealthy(node);
      assertThat(lab.get(node, "last")).isPresent();
    }
  }

  private static Wal wal(EtcdNode node) {
    Reading reading = WalReader.read(node.walFolder());
    assertThat(reading).isInstanceOf(Reading.Sound.class);
    return ((Reading.Sound) reading).wal();
  }
}
