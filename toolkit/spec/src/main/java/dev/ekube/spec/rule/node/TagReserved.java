package dev.ekube.spec.rule.node;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Locale;
import java.util.Map;

/** Tags of ekube are its own. */
public final class TagReserved extends Check {
  public TagReserved() {
    super(
        "tag-reserved",
        "Tags whose keys begin with ekube- carry what ekube knows about a node, its "
            + "owner among it. DNS1, DNS2 … of the primary device come from "
            + "network.provisioning.dns.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft.roles().values().forEach(role -> one(role.tags(), found));
    for (DraftNode node : draft.nodes()) {
      one(node.tags(), found);
      node.devices().forEach(device -> one(device.tags(), found));
    }
  }

  private void one(Map<String, Placed<String>> tags, Found found) {
    tags.forEach(
        (key, value) -> {
          if (key.toLowerCase(Locale.ROOT).startsWith("ekube-")) {
            String text = "the tag " + key + " is ekube's own";
            found.add(problem(value.place(), text, "choose a key that does not begin with ekube-"));
          }
        });
  }
}
