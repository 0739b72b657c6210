package dev.ekube.spec.rule.image;

import dev.ekube.model.node.NodeUser;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.HashSet;
import java.util.Set;

/** Each user has a name and a number of its own. */
public final class UserDuplicate extends Check {
  public UserDuplicate() {
    super("user-duplicate", "Two users of an image have one name or one number.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Set<Object> seen = new HashSet<>();
    for (Placed<NodeUser> user : draft.images().content().users()) {
      boolean name = !seen.add(user.value().name());
      boolean uid = user.value().uid().isPresent() && !seen.add(user.value().uid().getAsInt());
      if (name || uid) {
        found.add(
            problem(
                user.place(),
                "the user "
                    + user.value().name()
                    + (name ? " stands twice" : " has the number of another user"),
                "keep one of them"));
      }
    }
  }
}
