package dev.ekube.manager.cluster;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.manager.net.Connection;
import dev.ekube.manager.net.Guest;
import dev.ekube.manager.net.Identity;
import dev.ekube.manager.net.Peer;
import dev.ekube.manager.net.Unwelcome;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.TimelineRow;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** One cluster: hears its nodes and its operator, and lets the arbiter decide. */
public final class ClusterService implements Closeable {
  private static final long STOP_MILLIS = 5_000;
  private static final int STUCK_EVENTS = 5_000;

  private final Surroundings around;
  private final Premises premises;
  private final Nodes nodes = new Nodes();
  private final NodeHands nodeHands;
  private final Questions questions = new Questions();
  private final Timeline timeline = new Timeline();
  private final Change change = new Change();
  private final ArbiterBrain brain;
  private final Driver driver;
  private final AtomicLong exports = new AtomicLong();
  private volatile Plan plan;

  /** The cluster.yaml that holds now, with what follows from it. */
  private record Plan(Cluster cluster, Map<NodeName, Node> nodes, NodeHands.Plans hands) {}

  private ClusterService(Premises premises, Surroundings around) {
    this.around = around;
    this.premises = premises;
    this.plan = plan(premises.cluster());
    this.nodeHands = new NodeHands(nodes, () -> plan.hands(), around.clock(), around.log());
    this.brain =
        new ArbiterBrain(Sites.of(premises.cluster()), premises.findings(around.clock().instant()));
    ClusterHands hands =
        new ClusterHands(
            nodeHands,
            premises.etcd(),
            premises.kubernetes(),
            premises.shelf(),
            around.elsewhere(),
            new Answers(),
            around.log());
    this.driver =
        new Driver(
            brain,
            premises.ledger().store(),
            hands,
            around.millis(),
            change::happened,
            around.died());
  }

  /** Opens what the cluster keeps below its folder, and begins. */
  public static ClusterService open(Premises premises, Surroundings around) {
    ClusterService service = new ClusterService(premises, around);
    service.driver.start();
    premises
        .kubernetes()
        .watch(
            ready -> {
              service.timeline.ready(ready, around.clock().millis());
              service.driver.post(at -> new ArbiterEvent.KubernetesSeen(at, ready));
            });
    return service;
  }

  private final class Answers implements ClusterHands.Answers {
    @Override
    public void post(LongFunction<ArbiterEvent> event) {
      driver.post(event);
    }

    @Override
    public void answer(ArbiterEffect.Answer answer) {
      questions.answered(answer);
    }

    @Override
    public void admitted(ArbiterEffect.Admit admit) {
      timeline.enrolled(admit.node(), admit.incarnation(), around.clock().millis());
    }
  }

  private Plan plan(Cluster cluster) {
    SortedMap<NodeName, Node> byName = new TreeMap<>();
    cluster.nodes().forEach(node -> byName.put(node.name(), node));
    Admission admission = new Admission(cluster, premises.authorities());
    return new Plan(cluster, byName, new NodeHands.Plans(admission, new Bundles(cluster), byName));
  }

  /** cluster.yaml was applied again. */
  public void change(Cluster cluster) {
    plan = plan(cluster);
    premises.present().set(cluster);
    driver.post(at -> new ArbiterEvent.SiteChanged(at, Sites.of(cluster)));
  }

  public ClusterName name() {
    return plan.cluster().name();
  }

  public Cluster cluster() {
    return plan.cluster();
  }

  /** What the service shows the nodes of this cluster. */
  public Identity identity() {
    return premises.identity(plan.cluster(), around.clock().instant());
  }

  /** The guest that hears a new connection. */
  public Guest guest(Connection connection, Peer peer) {
    NodeGuest.send(connection, new ManagerMessage.Time(around.clock().millis()));
    return new NodeGuest(this, connection, peer);
  }

  Optional<Node> node(String name) {
    return NodeName.isValid(name)
        ? Optional.ofNullable(plan.nodes().get(new NodeName(name)))
        : Optional.empty();
  }

  boolean mayComeFrom(Node node, InetSocketAddress from) {
    return around.sandbox()
        ? from.getAddress().isLoopbackAddress()
        : from.getAddress().getHostAddress().equals(node.address().toString());
  }

  void enrol(Node node, AgentMessage.Enrol enrol, String key, Connection connection)
      throws Unwelcome, InterruptedException {
    reserve();
    nodeHands.asks(node, enrol.incarnation(), enrol.requests(), connection);
    driver.postReserved(
        at -> new ArbiterEvent.EnrolAsked(at, node.name(), enrol.incarnation(), key, enrol.data()));
  }

  void arrived(Node node, NodeReport report, Connection connection)
      throws Unwelcome, InterruptedException {
    reserve();
    timeline.reported(node.name(), report, around.clock().millis());
    Optional<Nodes.Known> older;
    synchronized (nodes) {
      // Under one lock with posting, so that the arbiter hears of comings and goings in order.
      older = nodes.arrived(node.name(), connection, report, around.clock().millis());
      older.ifPresent(
          known ->
              driver.post(
                  at ->
                      new ArbiterEvent.Disconnected(
                          at, node.name(), known.report().incarnation())));
      driver.postReserved(at -> new ArbiterEvent.Connected(at, node.name(), report));
    }
    older.flatMap(Nodes.Known::connection).ifPresent(old -> old.end("the node has connected anew"));
    around.log().info("connected", Map.of("node", node.name(), "from", connection.address()));
  }

  void reported(Node node, NodeReport report, Connection connection)
      throws Unwelcome, InterruptedException {
    reserve();
    timeline.reported(node.name(), report, around.clock().millis());
    synchronized (nodes) {
      boolean present = nodes.reported(node.name(), connection, report, around.clock().millis());
      driver.postReserved(
          at ->
              present
                  ? new ArbiterEvent.Reported(at, node.name(), report)
                  : new ArbiterEvent.Ticked(at));
    }
  }

  private void reserve() throws Unwelcome, InterruptedException {
    if (!driver.reserve()) {
      throw new Unwelcome("the service is too busy");
    }
  }

  void answered(Node node, AgentMessage.Pong pong) {
    boolean holds = pong.addresses().contains(plan.cluster().endpoint().vip());
    if (nodes.answered(node.name(), holds)) {
      change.happened();
    }
    if (nodeHands.isProbed(node.name(), pong.number())) {
      nodes
          .known(node.name())
          .ifPresent(
              known ->
                  driver.post(at -> new ArbiterEvent.Reported(at, node.name(), known.report())));
    }
  }

  void left(Node node, Incarnation incarnation, Connection connection, String why) {
    synchronized (nodes) {
      if (nodes.left(node.name(), connection)) {
        driver.post(at -> new ArbiterEvent.Disconnected(at, node.name(), incarnation));
      }
    }
    around.log().info("disconnected", Map.of("node", node.name(), "why", why));
  }

  void turnedAway(InetSocketAddress from, Connection connection, String why) {
    nodeHands.forget(connection);
    if (!why.equals(NodeHands.ADMITTED)) {
      around.log().refused(from, why);
    }
  }

  void renew(Node node, SortedMap<String, Bytes> requests, Connection connection) throws Unwelcome {
    NodeGuest.send(
        connection, plan.hands().admission().renew(node, requests, around.clock().instant()));
    around.log().info("renewed", Map.of("node", node.name(), "certificates", requests.keySet()));
  }

  Export beginExport(Node node, AgentMessage.ExportBegin begin, Connection connection)
      throws Unwelcome {
    var file = premises.shelf().place("export-" + node.name(), exports.incrementAndGet());
    return Export.begin(
        begin,
        premises.shelf(),
        premises.etcd(),
        file,
        new Export.Outcome() {
          @Override
          public void kept(SnapshotRef snapshot) {
            driver.post(
                at -> new ArbiterEvent.SnapshotTaken(at, snapshot, Optional.of(node.name())));
            NodeGuest.send(connection, new ManagerMessage.ExportKept(begin.epoch()));
          }

          @Override
          public void refused(String why) {
            around.log().warn("export refused", Map.of("node", node.name(), "why", why));
            NodeGuest.send(connection, new ManagerMessage.ExportRefused(begin.epoch(), why));
          }
        });
  }

  void fetch(AgentMessage.FetchSnapshot wanted, Connection connection) {
    Optional<SnapshotRef> known = brain.ledger().snapshot(wanted.id());
    Sender sender = new Sender(premises.shelf(), around.log());
    around.elsewhere().execute(() -> sender.send(wanted, known, connection));
  }

  void logged(AgentMessage.Log log) {
    questions.logged(log);
  }

  /** Pings every node; called every two seconds. */
  public void ping() {
    nodeHands.pingAll();
  }

  /** What {@code status} shows; empty until the arbiter has begun. */
  public Optional<ClusterStatus> status() {
    return brain
        .state()
        .map(state -> Board.status(plan.cluster(), state, nodes, around.clock().millis()));
  }

  /** Whether events wait for the arbiter in numbers that it should long have heard. */
  public boolean isStuck() {
    return driver.waiting() > STUCK_EVENTS;
  }

  /** The arbiter's state after its last step. */
  public Optional<ArbiterState> state() {
    return brain.state();
  }

  /** A number that grows with every change of the status. */
  public long version() {
    return change.version();
  }

  /** Waits until the version is another one, at most so long. */
  public void awaitChange(long version, long millis) throws InterruptedException {
    change.await(version, millis);
  }

  public List<TimelineRow> timeline() {
    return timeline.rows();
  }

  /** Asks the arbiter; the refusal, or nothing when the request was taken. */
  public CompletableFuture<Optional<String>> ask(Request request) {
    CompletableFuture<Optional<String>> answer = questions.ask(request);
    driver.post(at -> new ArbiterEvent.Asked(at, request));
    return answer.orTimeout(10, TimeUnit.SECONDS);
  }

  /** The last lines of a unit's journal on a node; empty when the node has no connection. */
  public Optional<CompletableFuture<List<String>>> logs(NodeName node, String unit, int lines) {
    Optional<Connection> connection = nodes.connection(node);
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    Questions.LogAsk ask = questions.askLog();
    NodeGuest.send(connection.get(), new ManagerMessage.AskLogs(ask.number(), unit, lines));
    return Optional.of(
        ask.answer()
            .orTimeout(10, TimeUnit.SECONDS)
            .whenComplete((answer, failure) -> questions.forgetLog(ask)));
  }

  /** A kubeconfig for a person, whose certificate ends after {@code ttl} milliseconds. */
  public String kubeconfig(String user, List<String> groups, long ttl) {
    return PersonConfig.of(
        plan.cluster(),
        premises.authorities(),
        user,
        groups,
        Duration.ofMillis(ttl),
        around.clock().instant());
  }

  /** Figures for the metrics page. */
  public Figures figures() throws IOException {
    long connected =
        nodes.all().values().stream().filter(known -> known.connection().isPresent()).count();
    return new Figures(
        connected, driver.waiting(), premises.ledger().store().journalBytes(), change.version());
  }

  /**
   * Numbers of one cluster.
   *
   * @param connected nodes with a connection
   * @param waiting events that the arbiter has not seen yet
   * @param journalBytes the journal's length
   * @param steps batches that the arbiter has decided
   */
  public record Figures(long connected, int waiting, long journalBytes, long steps) {}

  /** Stops after the batch at hand, and lets go of the journal. */
  @Override
  public void close() throws IOException {
    driver.stop();
    try {
      driver.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    premises.close();
  }
}
