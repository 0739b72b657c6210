package dev.ekube.sim.world;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.model.NodeName;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connections between agents and the manager. Reports arrive in order, as on one TCP stream;
 * orders may be doubled and overtake each other, which is worse than TCP and must do no harm. A
 * lost message ends the connection, which both sides notice in their own time.
 */
final class Wires {
  private static final long KEEPALIVE = 1000;
  private static final long TIMEOUT = 1000;
  private final World world;
  private final Map<NodeName, Session> sessions = new TreeMap<>();

  Wires(World world) {
    this.world = world;
    world.events.after(KEEPALIVE, this::keepAlive);
  }

  private boolean reaches(Host host) {
    return host.on && world.net.joins(host.label(), "manager");
  }

  /** An agent wants a connection: it enrols first when it holds no certificate of this boot. */
  void connect(Host host) {
    int life = host.life;
    world.events.after(
        world.net.delay() + 3,
        () -> {
          if (host.life != life) {
            return;
          }
          if (!world.manager().up() || !reaches(host) || world.net.loses()) {
            fail(host, life, TIMEOUT);
          } else if (host.certified) {
            open(host);
          } else {
            enrol(host, life);
          }
        });
  }

  private void fail(Host host, int life, long delay) {
    double jitter = world.prng.unit();
    world.events.after(
        delay, () -> world.agents().feed(host, life, at -> new NodeEvent.Disconnected(at, jitter)));
  }

  private final Map<NodeName, Enrolling> enrolling = new TreeMap<>();

  private record Enrolling(Host host, int life, int term, Incarnation incarnation) {}

  private void enrol(Host host, int life) {
    Enrolling mine = new Enrolling(host, life, world.manager().life(), host.incarnation());
    enrolling.put(host.name(), mine);
    world
        .manager()
        .feed(
            at ->
                new ArbiterEvent.EnrolAsked(
                    at,
                    host.name(),
                    mine.incarnation(),
                    "key-of-" + mine.incarnation(),
                    host.look(world.etcd(host).isPresent())));
    world.events.after(
        3 * TIMEOUT,
        () -> {
          if (enrolling.remove(host.name(), mine)) {
            fail(host, life, 0);
          }
        });
  }

  void admit(NodeName node, Incarnation incarnation) {
    Enrolling asked = enrolling.get(node);
    if (asked != null && asked.incarnation().equals(incarnation)) {
      enrolling.remove(node);
      world.events.after(
          world.net.delay(),
          () -> {
            Host host = asked.host();
            if (host.life == asked.life() && world.manager().life() == asked.term()) {
              host.certified = true;
              open(host);
            } else {
              fail(host, asked.life(), 0);
            }
          });
    }
  }

  void refuse(NodeName node, Incarnation incarnation) {
    Enrolling asked = enrolling.get(node);
    if (asked != null && asked.incarnation().equals(incarnation)) {
      enrolling.remove(node);
      fail(asked.host(), asked.life(), world.net.delay());
    }
  }

  private void open(Host host) {
    if (!world.manager().up() || host.agent.isEmpty()) {
      fail(host, host.life, TIMEOUT);
      return;
    }
    Session before = sessions.get(host.name());
    if (before != null) {
      end(before);
    }
    Session session = new Session(host, world.manager().life());
    sessions.put(host.name(), session);
    NodeReport report = host.agent.get().report();
    world.manager().feed(session.term, at -> new ArbiterEvent.Connected(at, host.name(), report));
    world.events.after(
        world.net.delay(),
        () -> {
          if (session.open) {
            world.agents().feed(host, session.life, NodeEvent.Connected::new);
          }
        });
  }

  void report(Host host, NodeReport report) {
    Session session = sessions.get(host.name());
    if (session == null || !session.open || session.life != host.life) {
      return;
    }
    if (world.net.loses()) {
      session.broken = true;
      return;
    }
    session.lastArrival = Math.max(session.lastArrival, world.now() + world.net.delay());
    world.events.after(
        session.lastArrival - world.now(),
        () -> {
          if (!reaches(host)) {
            session.broken = true;
          } else if (session.open && !session.broken) {
            world
                .manager()
                .feed(session.term, at -> new ArbiterEvent.Reported(at, host.name(), report));
          }
        });
  }

  void send(NodeName node, OrderId id, Order order) {
    Session session = sessions.get(node);
    if (session == null || !session.open || world.net.loses()) {
      if (session != null) {
        session.broken = true;
      }
      return;
    }
    int copies = world.net.doubles() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      world.events.after(
          world.net.delay(),
          () -> {
            if (!reaches(session.host)) {
              session.broken = true;
              return;
            }
            world
                .agents()
                .feed(session.host, session.life, at -> new NodeEvent.Ordered(at, id, order));
          });
    }
  }

  void close(NodeName node, Incarnation incarnation) {
    Session session = sessions.get(node);
    if (session != null && session.incarnation.equals(incarnation)) {
      sessions.remove(node);
      end(session);
    }
  }

  /** Asks whether the node is there; its report is the answer, or the end of the connection. */
  void probe(NodeName node) {
    Session session = sessions.get(node);
    if (session == null) {
      return;
    }
    world.events.after(
        world.net.delay(),
        () -> {
          if (session.open && isAlive(session)) {
            NodeReport report = session.host.agent.orElseThrow().report();
            world.manager().feed(session.term, at -> new ArbiterEvent.Reported(at, node, report));
          } else if (session.open) {
            world.events.after(TIMEOUT, () -> drop(session));
          }
        });
  }

  private boolean isAlive(Session session) {
    return !session.broken
        && session.host.on
        && session.host.life == session.life
        && session.host.agent.isPresent()
        && session.term == world.manager().life()
        && reaches(session.host);
  }

  private void keepAlive() {
    for (Session session : java.util.List.copyOf(sessions.values())) {
      session.missed = isAlive(session) ? 0 : session.missed + 1;
      if (session.missed >= 2) {
        drop(session);
      }
    }
    world.events.after(KEEPALIVE, this::keepAlive);
  }

  /** Both sides learn that the connection is over, if they are still there. */
  private void drop(Session session) {
    if (!session.open) {
      return;
    }
    end(session);
    if (sessions.remove(session.host.name(), session)) {
      world
          .manager()
          .feed(
              session.term,
              at -> new ArbiterEvent.Disconnected(at, session.host.name(), session.incarnation));
    }
  }

  private void end(Session session) {
    session.open = false;
    double jitter = world.prng.unit();
    Host host = session.host;
    world.events.after(
        world.net.delay(),
        () -> {
          Session now = sessions.get(host.name());
          boolean replaced = now != null && now.life == session.life && now.open;
          if (!replaced) {
            world.agents().feed(host, session.life, at -> new NodeEvent.Disconnected(at, jitter));
          }
        });
  }
}
