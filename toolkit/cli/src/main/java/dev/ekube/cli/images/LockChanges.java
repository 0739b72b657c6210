package dev.ekube.cli.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.lock.Lock;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What differs between two locks, image by image in order of their names. */
record LockChanges(List<Change> changes) {
  /** One image before and after; at least one of them is there. */
  record Change(ImageRef name, Optional<LockedImage> before, Optional<LockedImage> after) {
    String word() {
      return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "moved";
    }

    String line() {
      String mark = before.isEmpty() ? "+ " : after.isEmpty() ? "- " : "~ ";
      String digest = after.map(image -> " " + image.top().digest()).orElse("");
      return mark + name + digest;
    }
  }

  static LockChanges between(Optional<Lock> before, Lock after) {
    TreeSet<ImageRef> names = new TreeSet<>();
    before.ifPresent(lock -> lock.images().forEach(image -> names.add(image.name())));
    after.images().forEach(image -> names.add(image.name()));
    List<Change> changes = new ArrayList<>();
    for (ImageRef name : names) {
      Optional<LockedImage> old = before.flatMap(lock -> lock.image(name));
      Optional<LockedImage> now = after.image(name);
      if (!old.equals(now)) {
        changes.add(new Change(name, old, now));
      }
    }
    return new LockChanges(List.copyOf(changes));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  List<String> lines() {
    return changes.stream().map(Change::line).toList();
  }

  ObjectNode json(Path file, Lock after, boolean written) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("file", file.toString());
    root.put("images", after.images().size());
    root.put("packages", after.packages().size());
    root.put("written", written);
    ArrayNode list = root.putArray("changes");
    for (Change change : changes) {
      ObjectNode node = list.addObject().put("image", change.name().value());
      node.put("change", change.word());
      change.before().ifPresent(i -> node.put("before", i.top().digest().toString()));
      change.after().ifPresent(i -> node.put("after", i.top().digest().toString()));
    }
    return root;
  }
}
