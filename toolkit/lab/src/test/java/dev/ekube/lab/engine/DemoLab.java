package dev.ekube.lab.engine;

import dev.ekube.lab.Lab;
import dev.ekube.lab.plan.LabPlan;
import dev.ekube.lab.plan.LabSettings;
import dev.ekube.model.Clusters;
import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The lab of the demo cluster, on an engine in memory. */
public final class DemoLab {
  private DemoLab() {}

  /** One whose cables are moved in words: the index of a port, and whether it is plugged in. */
  public static Lab on(FakeEngine engine, List<String> cables) {
    return new Lab(
        LabPlan.of(
            Clusters.demo(),
            node -> FileTree.empty(),
            new LabSettings(
                Copies.sorted(Map.of(Role.CONTROL, "c:1", Role.WORKER, "w:1")),
                OptionalDouble.empty(),
                List.of(),
                "/labs/demo")),
        engine,
        (index, bridge, plugged) -> cables.add(index + " " + plugged));
  }
}
