package dev.ekube.cli.manager;

import dev.ekube.manager.port.Stock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the state directory holds for nodes: the store of containers' images, node images. */
public final class StockOnDisk implements Stock {
  private final Manager manager;

  public StockOnDisk(Manager manager) {
    this.manager = manager;
  }

  @Override
  public List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    List<Path> blobs = files(manager.imageStore().resolve("blobs/sha256"));
    if (!blobs.isEmpty()) {
      items.add(new Item("container images", blobs.size() + " blobs", sum(blobs)));
    }
    for (Path image : files(manager.nodeImageFolder())) {
      items.add(new Item("node image", image.getFileName().toString(), Files.size(image)));
    }
    return items;
  }

  private static long sum(List<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
