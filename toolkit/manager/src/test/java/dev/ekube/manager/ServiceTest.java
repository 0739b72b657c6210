package dev.ekube.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Leaves;
import dev.ekube.machine.Order;
import dev.ekube.manager.cluster.ClusterService;
import dev.ekube.manager.net.Limits;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.pki.KeyPairs;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.ManagerMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  private final Cluster cluster = Clusters.demo();
  private final Node control = cluster.controlNodes().getFirst();
  private final Node worker = cluster.nodes(Role.WORKER).getFirst();

  @TempDir private Path state;

  private TestService start() throws IOException {
    return TestService.start(state, cluster, Limits.DEFAULT);
  }

  @Test
  void aNodeEnrolsAndConnectsWithItsCertificate() throws IOException {
    try (TestService service = start()) {
      TestAgent agent = new TestAgent(cluster, worker, "boot-1");

      ManagerMessage.Admitted admitted = agent.enrol(service.address());

      assertThat(admitted.certificates().keySet())
          .containsExactlyInAnyOrderElementsOf(
              Leaves.of(cluster, worker).stream().map(leaf -> leaf.name()).toList());
      assertThat(admitted.serviceAccount()).isEmpty();
      try (TestAgent.Line line = agent.greet(service.address())) {
        assertThat(line.hear()).containsInstanceOf(ManagerMessage.Time.class);
        assertThat(line.hear(ManagerMessage.Ordered.class).files()).isNotEmpty();
      }
    }
  }

  @Test
  void aNewKindOfKeysHoldsForBootsFromThenOn() throws Exception {
    TestAgent old = new TestAgent(cluster, worker, "boot-1");
    try (TestService service = start()) {
      old.enrol(service.address());
    }
    Cluster changed = Clusters.withKeys(cluster, KeyKind.RSA_2048);

    try (TestService service = TestService.start(state, changed, Limits.DEFAULT)) {
      try (TestAgent.Line line = old.greet(service.address())) {
        line.say(new AgentMessage.Renew(old.enrolment(Leaves.of(changed, worker)).requests()));
        assertThat(line.hear(ManagerMessage.Certificates.class).certificates()).hasSize(3);
      }
      KeyPair rsa = KeyPairs.generate(KeyKind.RSA_2048);
      var admitted = new TestAgent(changed, control, "boot-1", rsa).enrol(service.address());
      assertThat(leaf(admitted).getPublicKey()).isEqualTo(rsa.getPublic());
      // The authority is the one of the first start.
      assertThat(leaf(admitted).getSigAlgName()).isEqualTo("SHA256withECDSA");

      assertThat(refusal(service, changed, 1, KeyKind.ECDSA_P256))
          .contains("its key is ECDSA-P256 and not RSA-2048");
      assertThat(refusal(service, changed, 2, KeyKind.RSA_3072))
          .contains("its key is RSA-3072 and not RSA-2048");
    }
  }

  private static String refusal(TestService service, Cluster cluster, int index, KeyKind keys)
      throws IOException {
    Node node = cluster.controlNodes().get(index);
    TestAgent agent = new TestAgent(cluster, node, "boot-1", KeyPairs.generate(keys));
    try (TestAgent.Line line = agent.connect(service.address(), false)) {
      line.say(agent.enrolment(Leaves.of(cluster, node)));
      return line.hear(ManagerMessage.Refused.class).why();
    }
  }

  private static X509Certificate leaf(ManagerMessage.Admitted admitted) throws Exception {
    byte[] pem = admitted.certificates().get("kubelet").getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  @Test
  void whoeverAnswersWithTheVirtualAddressHoldsIt() throws Exception {
    TestAgent agent = new TestAgent(cluster, control, "boot-1");
    try (TestService service = start()) {
      agent.enrol(service.address());
      try (TestAgent.Line line = agent.greet(service.address())) {
        line.say(new AgentMessage.Pong(1, List.of(cluster.endpoint().vip())));
        awaitHolder(service, Optional.of(control.name()));

        line.say(new AgentMessage.Pong(2, List.of(control.address())));
        awaitHolder(service, Optional.empty());

        line.say(new AgentMessage.Pong(3, List.of(cluster.endpoint().vip())));
        awaitHolder(service, Optional.of(control.name()));
      }
      awaitHolder(service, Optional.empty());
    }
  }

  private void awaitHolder(TestService service, Optional<NodeName> wanted) throws Exception {
    ClusterService site = service.service().cluster(cluster.name().value()).orElseThrow();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Optional<NodeName> holder = site.status().flatMap(ClusterStatus::vip);
    while (!holder.equals(wanted) && System.nanoTime() < end) {
      site.awaitChange(site.version(), 50);
      holder = site.status().flatMap(ClusterStatus::vip);
    }
    assertThat(holder).isEqualTo(wanted);
  }

  @Test
  void onlyControlNodesGetTheKeyOfServiceAccounts() throws IOException {
    try (TestService service = start()) {
      ManagerMessage.Admitted admitted =
          new TestAgent(cluster, control, "boot-1").enrol(service.address());

      assertThat(admitted.serviceAccount()).containsOnlyKeys("private", "public");
    }
  }

  @Test
  void allControlNodesGetTicketsForOneEpoch() throws IOException {
    form();
  }

  private void form() throws IOException {
    try (TestService service = start()) {
      List<TestAgent.Line> lines = new ArrayList<>();
      for (Node node : cluster.controlNodes()) {
        TestAgent agent = new TestAgent(cluster, node, "boot-" + node.name());
        agent.enrol(service.address());
        lines.add(agent.greet(service.address()));
      }
      for (TestAgent.Line line : lines) {
        ManagerMessage.Ordered ordered = line.hear(ManagerMessage.Ordered.class);
        while (!(ordered.order() instanceof Order.Form)) {
          ordered = line.hear(ManagerMessage.Ordered.class);
        }
        assertThat(ordered.order().epoch()).isEqualTo(1);
        assertThat(ordered.files())
            .anySatisfy(
                file -> {
                  assertThat(file.path()).isEqualTo("/etc/kubernetes/manifests/etcd.yaml");
                  assertThat(file.content()).contains("--initial-cluster-token=demo-1");
                });
        line.close();
      }
    }
  }

  @Test
  void afterARestartTheEpochIsNotFoundedAgain() throws IOException {
    form();

    try (TestService service = start()) {
      assertThat(service.log()).contains("epoch=1", "origin=KEPT").doesNotContain("DIED");
    }
  }

  @Test
  void withoutCertificateNothingButEnrolIsHeard() throws IOException {
    try (TestService service = start()) {
      TestAgent agent = new TestAgent(cluster, worker, "boot-1");
      try (TestAgent.Line line = agent.connect(service.address(), false)) {
        line.say(
            new AgentMessage.Hello(
                cluster.name().value(), worker.name(), agent.report(), "test", 0));
        assertThatThrownBy(() -> line.hear(ManagerMessage.Ordered.class))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void theCertificateOfOneNodeIsNoneOfAnother() throws IOException {
    try (TestService service = start()) {
      TestAgent agent = new TestAgent(cluster, worker, "boot-1");
      agent.enrol(service.address());
      try (TestAgent.Line line = agent.connect(service.address(), true)) {
        line.say(
            new AgentMessage.Hello(
                cluster.name().value(), control.name(), agent.report(), "test", 0));
        assertThatThrownBy(() -> line.hear(ManagerMessage.Ordered.class))
            .isInstanceOf(IOException.class);
      }
      service.awaitLog("its certificate is not that of " + control.name());
    }
  }

  @Test
  void onARealManagerAHighSourcePortIsTurnedAway() throws IOException {
    try (TestService service = TestService.startStrict(state, cluster)) {
      TestAgent agent = new TestAgent(cluster, worker, "boot-1");

      assertThatThrownBy(() -> agent.enrol(service.address())).isInstanceOf(IOException.class);
      service.awaitLog("its source port is not below 1024");
    }
  }
}
