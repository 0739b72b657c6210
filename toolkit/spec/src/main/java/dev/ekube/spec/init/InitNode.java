package dev.ekube.spec.init;

import dev.ekube.model.Check;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.format.MacFormat;
import dev.ekube.spec.rule.format.RangeFormat;

/**
 * A node, or a range of nodes, for a new cluster.yaml.
 *
 * @param name a node name, or a range such as {@code worker[0-99]}
 * @param mac a MAC address; for a range the file of MACs; {@link #FROM_WAREWULF} for what
 *     nodes.conf holds
 * @param address the address, or the first one of a range
 * @param note a remark that is written above the node, such as that its role was guessed; or empty
 */
public record InitNode(String name, Role role, String mac, Ipv4 address, String note) {
  /** In place of a MAC: take over the one that Warewulf knows. */
  public static final String FROM_WAREWULF = "warewulf";

  public InitNode {
    boolean range = RangeFormat.RULE.accepts(name);
    Check.that(range || NodeName.isValid(name), "not a node or range: %s", name);
    boolean known = mac.equals(FROM_WAREWULF);
    boolean macFits = range ? FilePathFormat.RULE.accepts(mac) : MacFormat.RULE.accepts(mac);
    Check.that(known || macFits, "not a MAC: %s", mac);
    Check.that(note.indexOf('\n') < 0, "a note is one line");
  }

  /** True for a range. */
  public boolean isRange() {
    return name.indexOf('[') >= 0;
  }
}
