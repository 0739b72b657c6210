package dev.ekube.agent.node;

import dev.ekube.agent.port.Processes;
import dev.ekube.machine.Data;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Position;
import dev.ekube.wal.Reading;
import dev.ekube.wal.WalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is in etcd's data directory, of which epoch it is, and whether that can be.
 *
 * <p>The epoch stands in a file within etcd's folder {@code member}, so that data and epoch appear
 * and disappear with one rename. Two marks below {@code /run} live as long as the boot: of which
 * epoch etcd is about to start here, and that it did. With a mark and without its data, the data
 * has vanished, and a member that starts empty would forget what it has acknowledged.
 */
public final class EtcdData {
  private static final String EPOCH = "ekube-epoch";

  private final Layout layout;
  private final Processes processes;

  public EtcdData(Layout layout, Processes processes) {
    this.layout = layout;
    this.processes = processes;
  }

  /** What the node holds now. */
  public Data look() {
    try {
      return Files.isDirectory(layout.member()) ? held() : nothing();
    } catch (IOException | NumberFormatException e) {
      return new Data.Damaged("tried to read " + layout.etcd() + " but " + e);
    }
  }

  private Data nothing() throws IOException {
    Optional<String> mark = Durable.read(marked());
    return mark.isPresent()
        ? new Data.Vanished(Integer.parseInt(mark.orElseThrow().strip()))
        : new Data.Empty();
  }

  private Data held() throws IOException {
    Optional<String> text = Durable.read(epochFile());
    if (text.isEmpty()) {
      return new Data.Damaged("nothing says of which epoch " + layout.member() + " is");
    }
    int epoch = Integer.parseInt(text.orElseThrow().strip());
    boolean running = isRunning();
    return switch (WalReader.read(layout.member().resolve("wal"))) {
      case Reading.Sound sound -> {
        rememberItRan(epoch);
        Optional<Position> end =
            running
                ? Optional.empty()
                : Optional.of(new Position(sound.wal().last().term(), sound.wal().last().index()));
        yield new Data.Holds(epoch, Optional.of(new MemberId(sound.wal().member())), end);
      }
      case Reading.Absent absent ->
          Files.exists(ran())
              ? new Data.Vanished(epoch)
              : new Data.Holds(epoch, Optional.empty(), Optional.empty());
      // A file that etcd is just writing may look so.
      case Reading.Damaged damaged ->
          running
              ? new Data.Holds(epoch, Optional.empty(), Optional.empty())
              : new Data.Damaged(damaged.why());
    };
  }

  /** Whether an etcd is at work on the data. */
  public boolean isRunning() {
    return !processes.find("etcd", dataArgument()).isEmpty();
  }

  /** How a process that works on the data is known. */
  public static String dataArgument() {
    return "--data-dir=/var/lib/etcd\0";
  }

  /** Writes down, synced, that etcd of this epoch is about to start here. */
  public void mark(int epoch) throws IOException {
    Durable.privateFolder(layout.etcd());
    Durable.privateFolder(layout.member());
    Durable.write(epochFile(), epoch + "\n", 0600);
    markBoot(epoch);
  }

  /** The same for data that is there: from now on its absence in this boot is a loss. */
  public void markBoot(int epoch) throws IOException {
    Durable.write(marked(), epoch + "\n", 0600);
  }

  /** etcd has been seen at work. */
  public void rememberItRan(int epoch) throws IOException {
    if (!Files.exists(ran())) {
      markBoot(epoch);
      Durable.write(ran(), epoch + "\n", 0600);
    }
  }

  /** Makes what was restored into {@code folder} the data of that epoch. */
  public void adopt(Path folder, int epoch) throws IOException {
    Durable.write(folder.resolve(EPOCH), epoch + "\n", 0600);
    Durable.sync(folder.resolve("wal"));
    Durable.sync(folder.resolve("snap"));
    Durable.move(folder, layout.member());
    markBoot(epoch);
  }

  /**
   * Deletes all data. The marks go first: cut before the rename, the data is still what it was; cut
   * after it, there is none.
   */
  public void wipe() throws IOException {
    Durable.delete(ran());
    Durable.delete(marked());
    if (Files.exists(layout.member())) {
      Durable.privateFolder(layout.scratch());
      Path aside = layout.scratch().resolve("wiped");
      Durable.deleteTree(aside);
      Durable.move(layout.member(), aside);
    }
    Durable.deleteTree(layout.scratch());
  }

  private Path epochFile() {
    return layout.member().resolve(EPOCH);
  }

  private Path marked() {
    return layout.run().resolve("etcd-epoch");
  }

  private Path ran() {
    return layout.run().resolve("etcd-ran");
  }
}
