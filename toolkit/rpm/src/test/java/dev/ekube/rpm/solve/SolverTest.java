package dev.ekube.rpm.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.Nevra;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is chosen, and how an impossible request is explained. */
class SolverTest {
  @Test
  void takesTheNewestThatFits() {
    World world =
        new World()
            .there("base 1-1")
            .offered("a 1-1", "needs b >= 2")
            .offered("b 1-1")
            .offered("b 2~rc1-1")
            .offered("b 2-1")
            .offered("b 1:1-1", "conflicts base");
    assertThat(world.answer("a")).isEqualTo("a-1-1 b-2-1");
    assertThat(world.answer("b")).isEqualTo("b-2-1");
    assertThat(world.answer("b < 2")).isEqualTo("b-2~rc1-1");
    assertThat(world.answer("b = 1")).isEqualTo("b-1-1");
    assertThat(world.answer("base")).isEmpty();
  }

  @Test
  void takesNothingThatTheBaseHasAlready() {
    World world =
        new World()
            .there("libc 2-1", "provides libc.so", "holds /lib/libc.so.6")
            .offered("libc 3-1", "provides libc.so")
            .offered("a 1-1", "needs libc.so", "needs /lib/libc.so.6", "needs rpmlib(X) <= 1");
    assertThat(world.answer("a")).isEqualTo("a-1-1");
  }

  @Test
  void replacesWhatMustBeNewerAndWhatIsTiedToIt() {
    World world =
        new World()
            .there("iproute 1-1")
            .there("iproute-doc 1-1", "needs iproute = 1-1")
            .there("other 1-1")
            .offered("iproute 2-1")
            .offered("iproute-doc 2-1", "needs iproute = 2-1")
            .offered("other 2-1")
            .offered("iproute-tc 2-1", "needs iproute = 2-1");
    assertThat(world.ask("iproute-tc"))
        .isInstanceOfSatisfying(
            Outcome.Solved.class,
            solved -> {
              assertThat(solved.install())
                  .extracting(one -> one.nevra().name())
                  .containsExactly("iproute", "iproute-doc", "iproute-tc");
              assertThat(solved.replaced())
                  .extracting(Nevra::toString)
                  .containsExactly("iproute-1-1.noarch", "iproute-doc-1-1.noarch");
            });
  }

  @Test
  void keepsToPriorities() {
    World world = new World().offered("main", 99, "a 2-1").offered("preferred", 10, "a 1-1");
    assertThat(world.answer("a")).isEqualTo("a-1-1");
    assertThat(world.answer("a > 1")).isEqualTo("impossible");
  }

  @Test
  void readsRichDependencies() {
    World world =
        new World()
            .there("selinux 1-1")
            .offered("a 1-1", "needs (policy if selinux)", "needs (x if absent else y)")
            .offered("c 1-1", "needs (p with q)", "needs (x or y)")
            .offered("policy 1-1")
            .offered("x 1-1")
            .offered("y 1-1")
            .offered("half 1-1", "provides p")
            .offered("both 1-1", "provides p", "provides q");
    assertThat(world.answer("a")).isEqualTo("a-1-1 policy-1-1 y-1-1");
    assertThat(world.answer("c")).isEqualTo("both-1-1 c-1-1 x-1-1");
  }

  @Test
  void explainsWhatCannotBe() {
    World world =
        new World()
            .there("base 1-1")
            .offered("a 1-1", "needs b")
            .offered("b 1-1", "needs missing >= 3")
            .offered("c 1-1", "conflicts d")
            .offered("d 1-1")
            .offered("missing 2-1");
    assertThat(world.ask("a"))
        .isEqualTo(
            new Outcome.Impossible(
                List.of(
                    "you ask for a",
                    "a-1-1.noarch needs b",
                    "b-1-1.noarch needs missing >= 3, which nothing provides")));
    assertThat(world.ask("c", "d"))
        .isEqualTo(
            new Outcome.Impossible(
                List.of(
                    "you ask for c", "you ask for d", "c-1-1.noarch conflicts with d-1-1.noarch")));
    assertThat(world.ask("nowhere", "missing > 2"))
        .isEqualTo(
            new Outcome.Impossible(
                List.of(
                    "you ask for nowhere, which no repository has",
                    "you ask for missing > 2, of which there is only missing-2-1.noarch")));
  }
}
