package dev.ekube.plan;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeEntry;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One node whose entry differs.
 *
 * @param after the whole entry as it shall be
 * @param fields field name ({@link NodeEntry#fields()}) to its two values, differing ones only
 * @param adopted the node stood in nodes.conf without belonging to a cluster
 */
public record NodeChange(NodeEntry after, SortedMap<String, Change> fields, boolean adopted) {
  /** A field's two values; an absent one is empty. */
  public record Change(Optional<String> before, Optional<String> after) {}

  public NodeChange {
    fields = Copies.sorted(fields);
  }
}
