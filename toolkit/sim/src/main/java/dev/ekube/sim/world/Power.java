package dev.ekube.sim.world;

import dev.ekube.model.NodeName;
import java.util.Optional;

/** The switches: nodes on and off, for a moment or for good, and what their disks then lose. */
public final class Power {
  private final World world;

  Power(World world) {
    this.world = world;
  }

  /** Switches a node on. A node that is on already stays as it is. */
  public void on(Host host) {
    if (host.on || host.dead) {
      return;
    }
    host.on = true;
    host.boots++;
    int life = ++host.life;
    world.trace.say(host.label(), "boots as " + host.incarnation());
    world.events.after(
        world.prng.between(500, 3000),
        () -> {
          if (host.on && host.life == life) {
            world.agents().start(host);
          }
        });
  }

  /** Power is gone at once; a RAM disk is empty from then on. */
  public void off(Host host) {
    if (!host.on) {
      return;
    }
    world.trace.say(host.label(), "loses power");
    host.on = false;
    host.downSince = world.now();
    host.forgetProcesses();
    world.etcds.kill(host.name());
    if (!host.keepsData || host.data.isEmpty()) {
      destroyData(host, "");
    }
  }

  /** Off, and on again after some seconds. */
  public void blink(Host host) {
    blink(host, world.prng.between(3000, 12_000));
  }

  public void blink(Host host, long pause) {
    off(host);
    int boots = host.boots;
    world.events.after(
        pause,
        () -> {
          if (host.boots == boots) {
            on(host);
          }
        });
  }

  /** The agent's process ends and is started again by systemd. */
  public void crashAgent(Host host) {
    world.agents().crash(host);
  }

  /** The machine breaks and is never switched on again. */
  public void breakForGood(Host host) {
    off(host);
    host.dead = true;
    destroyData(host, "the machine is broken");
  }

  /** Another machine takes its place under the same name: with an empty disk. */
  public void replace(Host host) {
    off(host);
    host.dead = false;
    destroyData(host, "the machine is replaced");
    on(host);
  }

  /** The node gets another address, which it has from its next boot on. */
  public void move(Host host, String url) {
    off(host);
    host.url = url;
    world.events.after(world.prng.between(3000, 12_000), () -> on(host));
  }

  /** Gives the node a disk that outlives its boots, or takes it away. */
  public void keepData(Host host, boolean keeps) {
    host.keepsData = keeps;
  }

  void destroyData(Host host, String why) {
    Optional<dev.ekube.sim.etcd.EtcdData> gone = host.data;
    host.data = Optional.empty();
    host.marked = 0;
    host.written = false;
    if (gone.isPresent()) {
      if (!why.isEmpty()) {
        world.trace.say(host.label(), "data of epoch " + gone.get().epoch() + " is gone: " + why);
      }
      world.tell(new Deed.Destroyed(host.name(), gone.get()));
    }
  }

  /** Somebody deletes etcd's data in a running boot, and the agent is started again. */
  public void deleteData(Host host) {
    boolean written = host.written;
    int marked = host.marked;
    world.etcds.kill(host.name());
    destroyData(host, "deleted by hand");
    host.marked = marked;
    host.written = written;
    crashAgent(host);
  }

  /** The host of a name, as scripts call it. */
  public Host host(String name) {
    return world.host(new NodeName(name));
  }
}
