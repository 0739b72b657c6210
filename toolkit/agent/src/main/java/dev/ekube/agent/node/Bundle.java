package dev.ekube.agent.node;

import dev.ekube.agent.port.Trouble;
import dev.ekube.machine.Task;
import dev.ekube.wire.PlacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files that the manager gave, and their placing, stage by stage. */
public final class Bundle {
  private static final Pattern TOKEN =
      Pattern.compile("@\\{(pem:)?(ca|cert|key|sa):([a-z0-9][-a-z0-9]*)}");

  private final Layout layout;
  private final Identity identity;
  private final BooleanSupplier etcdRuns;
  private final Map<String, PlacedFile> fixed = new TreeMap<>();
  private final Map<String, PlacedFile> ofOrder = new TreeMap<>();
  private final Set<Task> placed = EnumSet.noneOf(Task.class);

  /**
   * Nothing yet.
   *
   * @param etcdRuns whether a process of etcd is there
   */
  public Bundle(Layout layout, Identity identity, BooleanSupplier etcdRuns) {
    this.layout = layout;
    this.identity = identity;
    this.etcdRuns = etcdRuns;
  }

  /** Files that go with every order. */
  public synchronized void always(List<PlacedFile> files) {
    fixed.clear();
    files.forEach(file -> fixed.put(file.path(), file));
  }

  /** The files of the order that is obeyed from now on. */
  public synchronized void replace(List<PlacedFile> files) {
    ofOrder.clear();
    files.forEach(file -> ofOrder.put(file.path(), file));
  }

  /** A new order begins: nothing counts as placed. */
  public synchronized void begin() {
    placed.clear();
  }

  /** Changes some files; those whose stage has come are placed at once. */
  public synchronized void refresh(List<PlacedFile> files) throws Trouble {
    for (PlacedFile file : files) {
      ofOrder.put(file.path(), file);
      if (placed.contains(file.stage())) {
        place(file);
      }
    }
  }

  /** Places again what holds certificates, because those have changed. */
  public synchronized void refreshCertificates() throws Trouble {
    for (PlacedFile file : all()) {
      if (placed.contains(file.stage()) && file.content().contains("@{")) {
        place(file);
      }
    }
  }

  /** Places the files of a stage and says how many there were. */
  public synchronized int place(Task stage) throws Trouble {
    int count = 0;
    for (PlacedFile file : all()) {
      if (file.stage() == stage) {
        place(file);
        count++;
      }
    }
    placed.add(stage);
    return count;
  }

  private List<PlacedFile> all() {
    Map<String, PlacedFile> all = new TreeMap<>(fixed);
    all.putAll(ofOrder);
    return new ArrayList<>(all.values());
  }

  private void place(PlacedFile file) throws Trouble {
    try {
      switch (file.kind()) {
        case TEXT -> {
          String text = fill(file);
          if (!isGoodEnough(file, text)) {
            Durable.write(layout.at(file.path()), text, file.mode());
          }
        }
        case LINK -> Durable.link(layout.at(file.path()), file.content());
      }
    } catch (IOException e) {
      throw new Trouble("tried to write " + file.path(), e);
    }
  }

  /**
   * A kubelet restarts a pod whose manifest changes, and three nodes that formed together would
   * restart their etcds at the same moment. A running etcd has read what only its first start
   * reads, so that alone is no reason to write its manifest again.
   */
  private boolean isGoodEnough(PlacedFile file, String text) throws IOException {
    return file.stage() == Task.PLACE_ETCD
        && Durable.read(layout.at(file.path()))
            .filter(now -> afterFirstStart(now).equals(afterFirstStart(text)))
            .isPresent()
        && etcdRuns.getAsBoolean();
  }

  private static String afterFirstStart(String manifest) {
    return manifest
        .lines()
        .filter(line -> !line.strip().startsWith("- --initial-cluster"))
        .collect(Collectors.joining("\n"));
  }

  private String fill(PlacedFile file) throws IOException, Trouble {
    Matcher token = TOKEN.matcher(file.content());
    StringBuilder text = new StringBuilder();
    while (token.find()) {
      String name = token.group(3);
      String pem =
          identity
              .read(token.group(2), name)
              .orElseThrow(() -> new Trouble(file.path() + " wants an unknown " + token.group()));
      token.appendReplacement(
          text, Matcher.quoteReplacement(token.group(1) == null ? base64(pem) : pem));
    }
    return token.appendTail(text).toString();
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }
}
