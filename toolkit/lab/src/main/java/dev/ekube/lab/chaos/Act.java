package dev.ekube.lab.chaos;

import java.util.List;
import java.util.stream.Collectors;

/** One thing that is done to a lab. Times are in milliseconds. */
public sealed interface Act {
  /** What is done, as a person would say it. */
  String words();

  /** The power of all of them is cut at one moment. */
  record Kill(List<Who> nodes) implements Act {
    public Kill {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String words() {
      return "cut the power of " + joined(nodes);
    }
  }

  /** All of them boot at one moment, with empty memory. */
  record Boot(List<Who> nodes) implements Act {
    public Boot {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String words() {
      return "boot " + joined(nodes);
    }
  }

  /** Every process of a node stands still, or goes on. */
  record Pause(Who node, boolean paused) implements Act {
    @Override
    public String words() {
      return (paused ? "pause " : "wake ") + node;
    }
  }

  /** A node's network cable is pulled, or plugged in again. */
  record Cut(Who node, boolean cut) implements Act {
    @Override
    public String words() {
      return (cut ? "cut off " : "reconnect ") + node;
    }
  }

  /** The manager's process is killed. */
  record KillManager() implements Act {
    @Override
    public String words() {
      return "kill the manager";
    }
  }

  /** The manager's process is started again. */
  record StartManager() implements Act {
    @Override
    public String words() {
      return "start the manager";
    }
  }

  /** A node's agent is killed; its unit starts it again. */
  record KillAgent(Who node) implements Act {
    @Override
    public String words() {
      return "kill the agent of " + node;
    }
  }

  /** A node's etcd is killed; its kubelet starts it again. */
  record KillEtcd(Who node) implements Act {
    @Override
    public String words() {
      return "kill etcd of " + node;
    }
  }

  /** A file system in memory gets no free byte, or its room again. */
  record Fill(Who node, String path, boolean full) implements Act {
    @Override
    public String words() {
      return (full ? "fill " : "free ") + path + " of " + node;
    }
  }

  /** Nothing is done for a while. */
  record Wait(long millis) implements Act {
    @Override
    public String words() {
      return "wait " + millis / 1000.0 + " s";
    }
  }

  /** Waits until a node that has booted anew has finished so many tasks, or all that it has. */
  record AwaitTasks(Who node, int tasks) implements Act {
    @Override
    public String words() {
      return tasks == 0
          ? "wait until the agent of " + node + " is there"
          : "wait until the agent of " + node + " has finished " + tasks + " tasks";
    }
  }

  /** Remembers how far the data of the one who is left reaches: nothing of that may be lost. */
  record NoteSurvivor(Who node) implements Act {
    @Override
    public String words() {
      return "note the revision that " + node + " holds";
    }
  }

  /** Remembers how far the newest snapshot reaches: nothing of that may be lost. */
  record NoteSnapshot() implements Act {
    @Override
    public String words() {
      return "note the revision of the newest snapshot";
    }
  }

  private static String joined(List<Who> nodes) {
    return nodes.stream().map(Who::toString).collect(Collectors.joining(", "));
  }
}
