package dev.ekube.manager.port;

import java.io.IOException;
import java.util.List;

/** What lies on the manager for nodes to take: the archive of containers' images, node images. */
public interface Stock {
  /** Nothing at all. */
  Stock NONE = List::of;

  /**
   * One thing that takes room.
   *
   * @param kind what it is, in words: {@code container images}, {@code node image}
   * @param bytes on the disk
   */
  record Item(String kind, String name, long bytes) {}

  /** All of it now, in the order in which a person reads it. */
  List<Item> items() throws IOException;
}
