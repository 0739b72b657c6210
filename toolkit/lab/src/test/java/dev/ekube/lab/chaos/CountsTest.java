package dev.ekube.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.lab.chaos.Outages.Outage;
import dev.ekube.lab.chaos.Writes.Bound;
import dev.ekube.lab.chaos.Writes.Loss;
import dev.ekube.lab.chaos.Writes.Write;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long the API was away, and which writes may be. */
class CountsTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void anOutageIsFromTheFirstFailedTryToTheNextAnswer() {
    Outages outages = new Outages();
    outages.tried(0, 1, true);
    outages.tried(10 * SECOND, 11 * SECOND, false);
    outages.tried(11 * SECOND, 12 * SECOND, false);
    outages.tried(12 * SECOND, 13 * SECOND, true);
    outages.tried(14 * SECOND, 15 * SECOND, false);
    outages.tried(15 * SECOND, 16 * SECOND, true);

    assertThat(outages.take(20 * SECOND)).isEqualTo(new Outage(3, 5));
    assertThat(outages.take(30 * SECOND)).isEqualTo(new Outage(0, 0));
  }

  @Test
  void anOutageThatGoesOnCountsToNowAndFromNow() {
    Outages outages = new Outages();
    outages.tried(10 * SECOND, 11 * SECOND, false);

    assertThat(outages.take(15 * SECOND)).isEqualTo(new Outage(5, 5));
    assertThat(outages.take(17 * SECOND)).isEqualTo(new Outage(2, 2));
  }

  private static Writes writes() {
    Writes writes = new Writes();
    writes.add(new Write("a", 10, 100));
    writes.add(new Write("b", 20, 200));
    writes.add(new Write("c", 90, 5_000));
    return writes;
  }

  @Test
  void withoutABoundNothingMayBeLost() {
    Writes writes = writes();

    Loss loss = writes.compare(writes.names(), Set.of("a", "c"), Bound.NOTHING);

    assertThat(loss).isEqualTo(new Loss(0, List.of("b")));
  }

  @Test
  void whatNobodyHeldIsExcused() {
    Writes writes = writes();

    Loss loss = writes.compare(writes.names(), Set.of("a", "c"), new Bound(50, 150));

    assertThat(loss).isEqualTo(new Loss(1, List.of()));
    assertThat(writes.names()).containsExactlyInAnyOrder("a", "c");
    assertThat(writes.count()).isEqualTo(3);
  }

  @Test
  void whatSomebodyHeldIsNotExcused() {
    Writes writes = writes();

    assertThat(writes.compare(writes.names(), Set.of("c"), new Bound(50, 150)).broken())
        .containsExactly("a");
  }

  @Test
  void whatWasWrittenAfterwardsIsNotExcused() {
    Writes writes = writes();

    assertThat(writes.compare(writes.names(), Set.of("a", "b"), new Bound(50, 150)).broken())
        .containsExactly("c");
  }

  @Test
  void whatWasAnsweredAfterTheLookIsNotMissed() {
    Writes writes = writes();
    Set<String> asked = writes.names();
    writes.add(new Write("d", 95, 5_001));

    assertThat(writes.compare(asked, asked, Bound.NOTHING)).isEqualTo(new Loss(0, List.of()));
  }

  @Test
  void theRevisionIsReadFromWhatEtcdctlSays() {
    assertThat(Etcdctl.revision("[{\"Status\":{\"header\":{\"revision\":4711,\"raft_term\":2}}}]"))
        .hasValue(4711);
    assertThat(Etcdctl.revision("")).isEmpty();
  }
}
