package dev.ekube.sim.rule;

import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;
import java.util.List;

/** Something that must hold. It sees every deed at once, and the whole world after every event. */
public abstract class Rule {
  private final String id;
  private final String sentence;

  Rule(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /** Fresh rules for one world. */
  public static List<Rule> all() {
    return List.of(
        new TicketsOnce(),
        new NoMemberTwiceFromNothing(),
        new NoRemovalOfTheLiving(),
        new NoEpochWithoutProof(),
        new BestSurvivorSeeds(),
        new TotalLossByPolicy(),
        new OneEpochServes(),
        new RebootsBearable(),
        new JournalIsTheTruth(),
        new NoTicketsBeforeAdoption(),
        new AcknowledgedSurvives(),
        new OneMemberPerNode(),
        new SnapshotsAreThere());
  }

  public final String id() {
    return id;
  }

  public final String sentence() {
    return sentence;
  }

  /** Something was just done. */
  public void saw(World world, Deed deed) {}

  /** An event is over. */
  public void check(World world) {}

  void broken(String what) {
    throw new Violation(id, what);
  }
}
