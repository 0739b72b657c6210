package dev.ekube.cli.bench;

import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pictures of a report, as SVG and as PNG. */
final class Plots {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;

  private Plots() {}

  /**
   * A box for each contender that formed clusters, and a row of nodes for each one's last round.
   */
  static List<Path> draw(Report report, Path folder) throws IOException {
    // There is no screen where this runs.
    System.setProperty("java.awt.headless", "true");
    List<Path> drawn = new ArrayList<>();
    BoxChart boxes =
        new BoxChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("All nodes Ready and CoreDNS available")
            .xAxisTitle("contender")
            .yAxisTitle("seconds after start")
            .build();
    boxes.getStyler().setYAxisMin(0.0);
    boolean any = false;
    for (String contender : report.contenders()) {
      List<Double> times =
          report.of(contender).stream().flatMap(round -> round.whole().stream()).toList();
      if (!times.isEmpty()) {
        boxes.addSeries(contender, times);
        any = true;
      }
    }
    if (any) {
      drawn.addAll(save(boxes, folder.resolve("forming")));
      drawn.addAll(save(nodes(report), folder.resolve("nodes")));
    }
    return drawn;
  }

  private static CategoryChart nodes(Report report) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("When each node was Ready, last round of each contender")
            .xAxisTitle("node")
            .yAxisTitle("seconds after start")
            .build();
    chart.getStyler().setYAxisMin(0.0);
    for (String contender : report.contenders()) {
      List<Round> formed = report.of(contender).stream().filter(Round::formed).toList();
      if (!formed.isEmpty()) {
        Map<NodeName, Double> ready = formed.getLast().nodes();
        chart.addSeries(
            contender,
            ready.keySet().stream().map(NodeName::value).toList(),
            List.copyOf(ready.values()));
      }
    }
    return chart;
  }

  // The library has no other way to SVG than the one that it calls deprecated.
  @SuppressWarnings("deprecation")
  private static List<Path> save(Chart<?, ?> chart, Path stem) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(chart, stem.toString(), VectorGraphicsFormat.SVG);
    Path picture = Path.of(stem + ".png");
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", picture.toFile());
    return List.of(Path.of(stem + ".svg"), picture);
  }
}
