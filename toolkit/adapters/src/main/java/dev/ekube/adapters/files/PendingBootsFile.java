package dev.ekube.adapters.files;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PendingBoots;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pending boots as {@code pending-boots-CLUSTER} in the state directory, one name per line. */
public final class PendingBootsFile implements PendingBoots {
  private final Path state;

  public PendingBootsFile(Path state) {
    this.state = state;
  }

  @Override
  public Set<NodeName> read(ClusterName cluster) {
    Path file = file(cluster);
    try {
      return Files.exists(file)
          ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .filter(NodeName::isValid)
              .map(NodeName::new)
              .collect(Collectors.toCollection(TreeSet::new))
          : Set.of();
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  @Override
  public void write(ClusterName cluster, Set<NodeName> nodes) {
    Path file = file(cluster);
    try {
      Durable.ensurePrivateDirectory(state);
      if (nodes.isEmpty()) {
        Files.deleteIfExists(file);
        Durable.sync(state);
      } else {
        Durable.replaceFile(file, lines(nodes).getBytes(StandardCharsets.UTF_8), 0600);
      }
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private static String lines(Collection<NodeName> nodes) {
    return nodes.stream().sorted().map(name -> name + "\n").collect(Collectors.joining());
  }

  private Path file(ClusterName cluster) {
    return state.resolve("pending-boots-" + cluster);
  }

  private static PortException failed(String act, Path file, IOException e) {
    return PortException.failed(
        "tried to " + act + " " + file + " but " + Reason.of(e),
        Reason.next(e, file, "make the state directory writable and run `ekube apply` again"),
        e);
  }
}
