package dev.ekube.sim.world;

/**
 * How often something is cut or goes wrong where effects are executed, in one of a thousand. All
 * zero: everything works.
 */
public final class Mishaps {
  int managerFalls;
  int agentFalls;
  int powerFails;
  int taskFails;
  int answersLost;

  /** The manager's process ends between two effects. */
  public void managerFalls(int perMille) {
    managerFalls = perMille;
  }

  /** An agent ends between two effects, or in the middle of a task. */
  public void agentFalls(int perMille) {
    agentFalls = perMille;
  }

  /** A node loses power between two effects, or in the middle of a task. */
  public void powerFails(int perMille) {
    powerFails = perMille;
  }

  /** A task, a snapshot or an apply fails. */
  public void taskFails(int perMille) {
    taskFails = perMille;
  }

  /** A change of etcd's membership happens, but its answer gets lost. */
  public void answersLost(int perMille) {
    answersLost = perMille;
  }

  /** From now on everything works. */
  public void end() {
    managerFalls = 0;
    agentFalls = 0;
    powerFails = 0;
    taskFails = 0;
    answersLost = 0;
  }
}
