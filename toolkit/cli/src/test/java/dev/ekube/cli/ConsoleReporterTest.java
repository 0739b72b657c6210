package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.cli.output.ConsoleReporter;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Step;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an apply tells, on a terminal and in a pipe. */
class ConsoleReporterTest {
  private static final Step STEP =
      new Step.PowerCycle(List.of(new NodeName("a"), new NodeName("b")));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void inAPipeEachStepIsPlainLines() {
    ConsoleReporter reporter = reporter(false);
    reporter.started(0, 3, STEP);
    nanos.addAndGet(1_500_000_000);
    reporter.progress(1, 2, "nodes");
    reporter.line("a call");
    reporter.finished(0, 3, STEP);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("[1/3] power-cycle 2 nodes: a b\n      a call\n      done in 1.5 s\n");
  }

  @Test
  void onATerminalTheLineIsDrawnOverItselfAndNeverWraps() {
    ConsoleReporter reporter = reporter(true);
    reporter.started(1, 3, STEP);
    nanos.addAndGet(1_500_000_000);
    reporter.progress(1, 2, "nodes");
    reporter.finished(1, 3, STEP);

    String all = err.toString(StandardCharsets.UTF_8);
    assertThat(all)
        .contains("[2/3] [############------------] 1/2 nodes: power-cycle 2 nodes: a b");
    assertThat(all).endsWith("[2/3] power-cycle 2 nodes: a b: done in 1.5 s\n");
    assertThat(all.split("\u001b\\[\\?7l", -1)).hasSameSizeAs(all.split("\u001b\\[\\?7h", -1));
    assertThat(all).containsOnlyOnce("\n");
  }

  private ConsoleReporter reporter(boolean redraws) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    BufferedReader nobody = new BufferedReader(Reader.nullReader());
    Terminal terminal = new Terminal(stream, stream, nobody, false, redraws, false);
    return new ConsoleReporter(terminal, nanos::get);
  }
}
