package dev.ekube.agent;

import dev.ekube.agent.link.Inbox;
import dev.ekube.agent.link.ManagerLink;
import dev.ekube.agent.node.Boot;
import dev.ekube.agent.node.Bundle;
import dev.ekube.agent.node.PodLogs;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.task.Tasks;
import dev.ekube.agent.task.Toolbox;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.node.NodeEffect;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.machine.node.NodeFacts;
import dev.ekube.machine.node.NodeMachine;
import dev.ekube.machine.node.NodeState;
import dev.ekube.machine.node.NodeStep;
import dev.ekube.model.Bytes;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.PlacedFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Drives {@link NodeMachine}: one thread owns its state and carries out its effects; links and
 * tasks work in threads of their own and answer through a queue.
 */
final class Agent implements Inbox, ManagerLink.Greeting {
  static final String VERSION = "0.1.0";

  private final Toolbox tools;
  private final Incarnation incarnation;
  private final Log log;
  private final Ticks ticks;
  private final RandomGenerator random;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final ManagerLink link;
  private final Tasks tasks;
  private final Worker worker;
  private final Renewals renewals;
  private volatile NodeState state;
  private volatile Optional<CompletableFuture<SortedMap<String, Bytes>>> requests =
      Optional.empty();
  private long timer = Long.MAX_VALUE;
  private long allowed = Long.MAX_VALUE;

  Agent(
      Toolbox tools,
      InetSocketAddress manager,
      String authority,
      Incarnation incarnation,
      Log log,
      Ticks ticks,
      RandomGenerator random) {
    this.tools = tools;
    this.incarnation = incarnation;
    this.log = log;
    this.ticks = ticks;
    this.random = random;
    this.link =
        new ManagerLink(
            manager,
            tools.cluster() + ".ekube.internal",
            authority,
            tools.identity(),
            tools.machine(),
            this,
            this);
    this.tasks = new Tasks(tools, link.transfer());
    this.worker = new Worker(tasks, tools.data(), inputs::add);
    this.renewals = new Renewals(tools.identity(), random.nextDouble());
    this.state = NodeMachine.start(facts(tools.data().look()), ticks.now()).state();
  }

  /** Works until a defect ends it; the exception then says which. */
  void run() throws Trouble, IOException {
    makeKeys();
    if (Boot.isFirstStart(tools.layout())) {
      tasks.beginBoot();
      Boot.remember(tools.layout());
    }
    restart(state.facts().data());
    while (true) {
      take(next());
    }
  }

  /** Tells the manager that this agent ends; may wait as long as the manager does not read. */
  void leave() {
    link.leave("the agent was asked to end");
  }

  /** The machine from its beginning, with what the node holds. */
  private void restart(Data data) {
    timer = Long.MAX_VALUE;
    carryOut(NodeMachine.start(facts(data), ticks.now()));
  }

  private NodeFacts facts(Data data) {
    return new NodeFacts(tools.node(), tools.role(), incarnation, data);
  }

  /** Keys take as long as a connection, so they are made beside it. */
  private void makeKeys() {
    if (!tools.identity().isComplete(tools.machine().wallClock())) {
      CompletableFuture<SortedMap<String, Bytes>> made = new CompletableFuture<>();
      requests = Optional.of(made);
      Threads.start("keys", () -> completeKeys(made));
    }
  }

  private void completeKeys(CompletableFuture<SortedMap<String, Bytes>> made) {
    try {
      made.complete(tools.identity().requests());
    } catch (Trouble | RuntimeException e) {
      made.completeExceptionally(e);
    }
  }

  private Optional<Input> next() {
    try {
      long until = Math.min(timer, allowed);
      return Optional.ofNullable(
          inputs.poll(Math.max(0, until - ticks.now()), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void take(Optional<Input> input) {
    input.ifPresent(this::take);
    long now = ticks.now();
    if (allowed <= now) {
      allowed = Long.MAX_VALUE;
      step(new NodeEvent.Disconnected(now, random.nextDouble()));
    }
    if (timer <= now) {
      timer = Long.MAX_VALUE;
      step(new NodeEvent.Ticked(now));
    }
  }

  private void take(Input input) {
    long now = ticks.now();
    switch (input) {
      case Input.Connected c -> {
        log.say("connected to the manager");
        step(new NodeEvent.Connected(now));
      }
      case Input.Disconnected gone -> {
        log.say(gone.why());
        if (gone.retryAfter() == 0) {
          step(new NodeEvent.Disconnected(now, random.nextDouble()));
        } else {
          allowed = now + gone.retryAfter();
        }
      }
      case Input.Received received -> receive(received.message());
      case Input.Ended ended -> ended(now, ended);
      case Input.Stopped stopped -> restart(stopped.data());
      case Input.Broken broken -> throw new IllegalStateException(broken.cause());
    }
  }

  private void ended(long now, Input.Ended ended) {
    if (ended.trouble().isEmpty()) {
      step(new NodeEvent.Done(now, ended.run(), ended.task(), ended.data()));
    } else {
      String why = ended.trouble().orElseThrow();
      log.say(ended.task().words() + " failed: " + why);
      step(
          new NodeEvent.Failed(
              now, ended.run(), ended.task(), why, ended.data(), random.nextDouble()));
    }
  }

  private void receive(ManagerMessage message) {
    switch (message) {
      case ManagerMessage.Admitted admitted -> {
        log.say("the manager has let this node in");
        renewals.changed();
        bundle().always(admitted.files());
      }
      case ManagerMessage.Refused refused ->
          log.say("the manager does not let this node in: " + refused.why());
      case ManagerMessage.Ordered ordered -> order(ordered);
      case ManagerMessage.Refresh refresh -> worker.then(() -> refresh(refresh));
      case ManagerMessage.Certificates c -> worker.then(() -> renewed(c));
      case ManagerMessage.AskLogs ask -> Threads.start("logs", () -> logs(ask));
      case ManagerMessage.Superseded superseded -> {
        log.say("superseded, stopping: " + superseded.why());
        link.disconnect();
        worker.stopAll();
        forget();
      }
      case ManagerMessage.Time t -> {}
      case ManagerMessage.Ping p -> renewIfDue();
      case ManagerMessage.SnapshotBegin s -> {}
      case ManagerMessage.SnapshotRefused s -> {}
      case ManagerMessage.ExportKept e -> {}
      case ManagerMessage.ExportRefused e -> {}
    }
  }

  /** Files belong to the order that came with them, and count when the machine takes it. */
  private void order(ManagerMessage.Ordered ordered) {
    NodeStep step =
        NodeMachine.step(state, new NodeEvent.Ordered(ticks.now(), ordered.id(), ordered.order()));
    if (step.state().report().order().equals(ordered.id())) {
      log.say("order " + ordered.id() + ": " + ordered.order());
      boolean goesOn = step.state().work().equals(state.work());
      // By the worker, so that a task that is given up does not place the new order's files.
      worker.then(goesOn ? () -> place(ordered.files()) : () -> begin(ordered.files()));
    }
    carryOut(step);
  }

  private void begin(List<PlacedFile> files) {
    bundle().begin();
    bundle().replace(files);
  }

  private void place(List<PlacedFile> files) {
    try {
      bundle().refresh(files);
    } catch (Trouble e) {
      log.say("changed files could not be placed: " + e.getMessage());
    }
  }

  private void step(NodeEvent event) {
    carryOut(NodeMachine.step(state, event));
  }

  private void carryOut(NodeStep step) {
    state = step.state();
    for (NodeEffect effect : step.effects()) {
      switch (effect) {
        case NodeEffect.Connect c -> link.connect();
        case NodeEffect.Begin begin -> {
          log.say(begin.task().words());
          worker.begin(begin);
        }
        case NodeEffect.Abandon a -> worker.abandon();
        case NodeEffect.Report report -> link.send(new AgentMessage.Report(report.report()));
        case NodeEffect.SetTimer set -> timer = set.at();
      }
    }
  }

  private void refresh(ManagerMessage.Refresh refresh) {
    place(refresh.files());
    try {
      for (String unit : refresh.reload()) {
        tools.units().reload(unit, Deadline.in(20_000));
      }
    } catch (Trouble e) {
      log.say("a unit could not be reloaded: " + e.getMessage());
    }
  }

  /** Only a manager that is there can sign, so this is looked at when it is heard of. */
  private void renewIfDue() {
    try {
      if (renewals.areDue(tools.machine().wallClock())) {
        link.send(new AgentMessage.Renew(tools.identity().requests()));
      }
    } catch (IOException | GeneralSecurityException | Trouble e) {
      log.say("certificates could not be looked at: " + Trouble.reason(e));
    }
  }

  private void renewed(ManagerMessage.Certificates renewed) {
    try {
      tools.identity().keep(renewed.certificates(), renewed.authorities(), Map.of());
      renewals.changed();
      bundle().refreshCertificates();
      tasks.reload(Deadline.in(20_000));
      log.say("certificates renewed");
    } catch (Trouble e) {
      log.say("renewed certificates could not be placed: " + e.getMessage());
    }
  }

  private void logs(ManagerMessage.AskLogs ask) {
    List<String> lines;
    try {
      var pod = PodLogs.last(tools.layout().at("/var/log/pods"), ask.unit(), ask.lines());
      lines =
          pod.isPresent()
              ? pod.get()
              : tools.units().journal(ask.unit(), ask.lines(), Deadline.in(5_000));
    } catch (Trouble | IOException e) {
      lines = List.of(e.getMessage());
    }
    link.send(new AgentMessage.Log(ask.ask(), lines));
  }

  private void forget() {
    try {
      tools.identity().forget();
    } catch (IOException e) {
      log.say("certificates could not be deleted: " + e.getMessage());
    }
    makeKeys();
  }

  @Override
  public AgentMessage.Enrol enrol() throws Trouble {
    return new AgentMessage.Enrol(
        tools.cluster(),
        tools.node(),
        incarnation,
        state.facts().data(),
        signingRequests(),
        VERSION,
        tools.machine().wallClock());
  }

  private SortedMap<String, Bytes> signingRequests() throws Trouble {
    Optional<CompletableFuture<SortedMap<String, Bytes>>> made = requests;
    requests = Optional.empty();
    try {
      return made.isPresent() ? made.orElseThrow().join() : tools.identity().requests();
    } catch (CompletionException e) {
      throw new Trouble("no keys", e.getCause());
    }
  }

  @Override
  public AgentMessage.Hello hello() {
    NodeReport report = state.report();
    return new AgentMessage.Hello(
        tools.cluster(), tools.node(), report, VERSION, tools.machine().wallClock());
  }

  @Override
  public void connected() {
    inputs.add(new Input.Connected());
  }

  @Override
  public void received(ManagerMessage message) {
    inputs.add(new Input.Received(message));
  }

  @Override
  public void disconnected(String why, long retryAfter) {
    inputs.add(new Input.Disconnected(why, retryAfter));
  }

  private Bundle bundle() {
    return tools.bundle();
  }
}
