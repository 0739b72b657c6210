package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import dev.ekube.model.Cidr;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.spec.init.InitAnswers;
import dev.ekube.spec.init.InitNode;
import dev.ekube.spec.init.InitQuestion;
import dev.ekube.spec.init.InitQuestions;
import dev.ekube.spec.init.InitText;
import dev.ekube.spec.init.KnownNodes;
import dev.ekube.spec.init.KnownNodes.KnownNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
  private static final Map<String, String> THREE =
      Map.of(
          "control",
          "c0,52:54:00:00:00:10,10.0.0.1 c1,52:54:00:00:00:11,10.0.0.2"
              + " c2,52:54:00:00:00:12,10.0.0.8",
          "worker",
          "w[0-1,3],macs.txt,10.0.0.20");

  @Test
  void theProposalsAndThreeNodesMakeAGoodFile() {
    String text = InitText.write(InitQuestions.answers(THREE));
    Bytes macs = Bytes.ofUtf8("52:54:00:00:00:20\n52:54:00:00:00:21\n52:54:00:00:00:23\n");
    SpecResult result = read(text, Sources.of(Map.of("macs.txt", macs), Map.of()));
    assertThat(result.allProblems()).isEmpty();
    Cluster cluster = ((SpecResult.Good) result).cluster();
    assertThat(cluster.nodes())
        .extracting(n -> n.name().value())
        .containsExactly("c0", "c1", "c2", "w0", "w1", "w3");
    Golden.check(Samples.resources().resolve("init.yaml"), text);
  }

  @Test
  void everyAnswerOfManySetsMakesAGoodFile() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      InitAnswers answers = answers(random);
      String text = InitText.write(answers);
      SpecResult result = read(text, Sources.none());
      assertThat(result.allProblems())
          .as(text)
          .extracting(Problem::id)
          .isSubsetOf("control-single", "worker-missing");
      Cluster cluster = ((SpecResult.Good) result).cluster();
      assertThat(cluster.name()).isEqualTo(answers.name());
      assertThat(cluster.nodes()).hasSameSizeAs(answers.nodes());
      assertThat(cluster.endpoint().vip()).isEqualTo(answers.vip());
      assertThat(cluster.network().provisioning().dhcp()).isEqualTo(answers.dhcpRange());
    }
  }

  @Test
  void everyProposalPassesItsOwnQuestion() {
    Map<String, String> given = new HashMap<>(THREE);
    for (InitQuestion question : InitQuestions.ALL) {
      question
          .proposal()
          .apply(given)
          .ifPresent(p -> assertThat(question.complaint().apply(p)).as(question.key()).isEmpty());
    }
  }

  @Test
  void badAnswersAreToldAtOnce() {
    for (InitQuestion question : InitQuestions.ALL) {
      assertThat(question.complaint().apply("???")).as(question.key()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"control1", "k8s-control-1", "cp0", "master", "node-cp-3"})
  void namesThatLookLikeControlNodesAreProposedWithANote(String name) {
    KnownNodes.Proposal proposal = KnownNodes.propose(List.of(known(name, 1)), Set.of());
    assertThat(proposal.nodes().getFirst().role()).isEqualTo(Role.CONTROL);
    assertThat(proposal.nodes().getFirst().note()).contains("guessed");
    assertThat(proposal.remarks()).anyMatch(r -> r.contains(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"controller-gpu3", "worker0", "cpu4", "apiary"})
  void otherNamesAreNot(String name) {
    KnownNodes.Proposal proposal = KnownNodes.propose(List.of(known(name, 1)), Set.of());
    assertThat(proposal.nodes().getFirst().role()).isEqualTo(Role.WORKER);
    assertThat(proposal.remarks()).anyMatch(r -> r.contains("say which"));
  }

  @Test
  void anEvenNumberOfGuessesLeavesTheLastOneOutAndSaysSo() {
    List<KnownNode> known = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      known.add(known("control" + i, 10 + i));
    }
    KnownNodes.Proposal proposal = KnownNodes.propose(known, Set.of());
    assertThat(proposal.nodes()).filteredOn(n -> n.role() == Role.CONTROL).hasSize(3);
    assertThat(proposal.remarks()).anyMatch(r -> r.contains("control3"));
    SpecResult result =
        read(
            InitText.write(InitQuestions.answers(THREE).withNodes(proposal.nodes())),
            Sources.none());
    assertThat(result.allProblems()).isEmpty();
  }

  @Test
  void whatTheUserNamesIsNotGuessed() {
    List<KnownNode> known = List.of(known("control0", 1), known("n1", 2));
    KnownNodes.Proposal proposal = KnownNodes.propose(known, Set.of("n1", "n9"));
    assertThat(proposal.nodes()).extracting(InitNode::name).containsExactly("n1", "control0");
    assertThat(proposal.nodes()).allMatch(n -> n.note().isEmpty());
    assertThat(proposal.remarks()).singleElement().asString().contains("n9");
  }

  @Test
  void nodesThatCannotBeTakenOverAreTold() {
    List<KnownNode> known =
        List.of(
            new KnownNode("Bad_Name", Optional.empty(), Optional.empty()),
            new KnownNode("w1", Optional.empty(), Optional.of(Ipv4.parse("10.0.0.5"))),
            new KnownNode("w2", known("w2", 2).mac(), Optional.empty()));
    KnownNodes.Proposal proposal = KnownNodes.propose(known, Set.of());
    assertThat(proposal.nodes()).isEmpty();
    assertThat(proposal.remarks()).filteredOn(r -> r.contains("left out")).hasSize(3);
  }

  private static KnownNode known(String name, int i) {
    return new KnownNode(
        name,
        Optional.of(MacAddress.parse("52:54:00:00:00:%02x".formatted(i))),
        Optional.of(Ipv4.parse("10.0.0." + (100 + i))));
  }

  private static SpecResult read(String text, Sources sources) {
    return ClusterReader.read("cluster.yaml", text.getBytes(StandardCharsets.UTF_8), sources);
  }

  /** Consistent answers: addresses are dealt out of one network, each once. */
  private static InitAnswers answers(Random random) {
    int prefix = 20 + random.nextInt(6);
    Cidr network = Cidr.around(new Ipv4(0xC0A80000L + random.nextInt(0xFFFF)), prefix);
    long next = network.network().bits() + 1 + random.nextInt(3);
    Ipv4 manager = new Ipv4(next++);
    Ipv4 vip = new Ipv4(next++);
    List<String> words = List.of("null", "true", "no", "e1", "y", "a", "n0-1", "control", "off");
    List<InitNode> nodes = new ArrayList<>();
    int control = 1 + 2 * random.nextInt(3);
    int workers = random.nextInt(20);
    for (int i = 0; i < control + workers; i++) {
      String name = (i < words.size() ? words.get(i) : "1e") + (i < words.size() ? "" : i);
      String mac = "52:54:00:00:%02x:%02x".formatted(random.nextInt(256), i);
      Role role = i < control ? Role.CONTROL : Role.WORKER;
      nodes.add(new InitNode(name, role, mac, new Ipv4(next++), i % 3 == 0 ? "A note: #1" : ""));
    }
    Optional<Ipv4> gateway =
        random.nextBoolean() ? Optional.of(new Ipv4(next++)) : Optional.empty();
    Optional<Ipv4Range> dhcp =
        random.nextBoolean()
            ? Optional.of(new Ipv4Range(new Ipv4(next), new Ipv4(next + random.nextInt(5))))
            : Optional.empty();
    return new InitAnswers(
        new ClusterName(words.get(random.nextInt(words.size()))),
        new KubeVersion(1, 31 + random.nextInt(3), random.nextInt(9)),
        vip,
        "api.example.org",
        network,
        List.of("net0", "eno1", "true", "0").get(random.nextInt(4)),
        gateway,
        random.nextBoolean() ? List.of(manager) : List.of(),
        dhcp,
        manager,
        "head",
        Cidr.parse("10.249.0.0/16"),
        Cidr.parse("10.96.0.0/12"),
        nodes);
  }
}
