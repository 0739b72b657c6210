package dev.ekube.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @Test
  void quantilesAreThoseOfRAndNumpy() {
    // numpy.percentile([1, 2, 3, 4, 10], [25, 50, 75, 95]) is 2, 3, 4, 8.8.
    Figures figures = Figures.of(List.of(10.0, 3.0, 1.0, 4.0, 2.0));
    assertThat(figures.p95()).isCloseTo(8.8, within(1e-9));
    assertThat(figures).isEqualTo(new Figures(5, 1, 2, 3, 4, figures.p95(), 10));
    assertThat(Figures.of(List.of(7.0))).isEqualTo(new Figures(1, 7, 7, 7, 7, 7, 7));
  }

  @Test
  void theRatioIsToTheLastContender() {
    Report report =
        new Report(
            List.of(
                round("ekube", 1, 20, 30),
                round("kubeadm", 1, 50, 60),
                round("ekube", 2, 22, 34),
                round("kubeadm", 2, 54, 68)));
    assertThat(report.lines())
        .contains(
            "  ekube           2 / 2     30.0    31.0    32.0    33.0    33.8    34.0    0.50",
            "  kubeadm         2 / 2     60.0    62.0    64.0    66.0    67.6    68.0    1.00");
  }

  @Test
  void aRoundThatFormedNoClusterIsCountedAndHasNoTime() {
    Round failed =
        new Round(
            "mine", 1, Optional.of(9.0), Optional.empty(), nodes(12), Optional.empty(), false);
    Report report = new Report(List.of(round("ekube", 1, 20, 30), failed));
    assertThat(report.lines()).contains("  mine            0 / 1   no round formed a cluster");
    assertThat(report.csv())
        .isEqualTo(
            """
            contender,round,boot_s,leader_s,endpoint_s,leader_ready_s,cluster_ready_s,\
            api_s,all_ready_s,coredns_s,whole_s,formed
            ekube,1,0.0,,18.0,20.0,20.0,17.0,20.0,30.0,30.0,true
            mine,1,0.0,,,12.0,,9.0,,,,false
            """);
  }

  @Test
  void thePlotsAreSvgAndPng(@TempDir Path folder) throws IOException {
    Report report = new Report(List.of(round("ekube", 1, 20, 30), round("kubeadm", 1, 50, 60)));
    List<Path> drawn = Plots.draw(report, folder);
    assertThat(drawn)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("forming.svg", "forming.png", "nodes.svg", "nodes.png");
    assertThat(Files.readString(drawn.get(0))).contains("<svg");
    assertThat(Files.readAllBytes(drawn.get(1))).startsWith(0x89, 'P', 'N', 'G');
  }

  private static Round round(String contender, int number, double ready, double dns) {
    return new Round(
        contender,
        number,
        Optional.of(ready - 3),
        contender.equals("ekube") ? Optional.of(ready - 2) : Optional.empty(),
        nodes(ready),
        Optional.of(dns),
        true);
  }

  private static SortedMap<NodeName, Double> nodes(double ready) {
    SortedMap<NodeName, Double> nodes = new TreeMap<>();
    nodes.put(new NodeName("control0"), ready);
    return nodes;
  }
}
