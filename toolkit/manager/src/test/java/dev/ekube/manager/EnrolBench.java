package dev.ekube.manager;

import dev.ekube.kubeadm.Leaves;
import dev.ekube.manager.net.Limits;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.pki.Pem;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;

/** A service for many agents, and what they will say; lab/bench-serve starts both, and is them. */
public final class EnrolBench {
  private static final Limits MANY =
      new Limits(
          4096,
          2048,
          4096,
          4096,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Limits.DEFAULT.strangerBytes(),
          Limits.DEFAULT.friendBytes(),
          Limits.DEFAULT.queuedBytes(),
          500);

  private EnrolBench() {}

  /**
   * Arguments: {@code serve STATE AGENTS} prints its port and ends with standard input; {@code
   * prepare FOLDER AGENTS} writes of each agent its key, the frame that enrols it, and its hello,
   * and prints the server name that they ask for.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Cluster cluster = Clusters.large(Integer.parseInt(arguments[2]) - 3);
    if (arguments[0].equals("serve")) {
      try (TestService service = TestService.start(folder, cluster, MANY)) {
        System.out.println(service.address().getPort());
        System.out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    } else {
      for (Node node : cluster.nodes()) {
        prepare(folder, cluster, node);
      }
      System.out.println(Leaves.serviceName(cluster));
    }
  }

  private static void prepare(Path folder, Cluster cluster, Node node) throws IOException {
    KeyPair key = TestAgent.newKey();
    TestAgent agent = new TestAgent(cluster, node, "bench-" + node.name(), key);
    Path file = folder.resolve(node.name().value());
    Files.writeString(
        file.resolveSibling(node.name() + ".key"),
        Pem.text("PRIVATE KEY", key.getPrivate().getEncoded()));
    write(file.resolveSibling(node.name() + ".enrol"), agent.enrolment(Leaves.of(cluster, node)));
    write(file.resolveSibling(node.name() + ".hello"), agent.hello());
  }

  private static void write(Path file, AgentMessage message) throws IOException {
    Files.write(file, Frame.json(AgentCodec.write(message)).bytes());
  }
}
