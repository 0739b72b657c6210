package dev.ekube.model.node;

import java.util.List;
import java.util.OptionalInt;

/**
 * A user of both node images, without a password.
 *
 * @param uid empty: the next free system number, from 999 down
 * @param group the primary group; made with the user's number when it does not exist
 * @param groups further groups, which must exist
 */
public record NodeUser(
    String name, OptionalInt uid, String group, String home, String shell, List<String> groups) {
  public NodeUser {
    groups = List.copyOf(groups);
  }
}
