package dev.ekube.cli.images;

import dev.ekube.apply.port.Reporter;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.pull.Piece;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.registry.RegistryFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A pull as one step of an apply: how many bytes of all are there. */
final class PullStory implements PullListener {
  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;

  private final Reporter reporter;
  private final Map<Digest, Long> there = new ConcurrentHashMap<>();
  private volatile long total;

  PullStory(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void planned(List<Piece> missing) {
    total = missing.stream().mapToLong(piece -> piece.blob().size()).sum();
    missing.forEach(piece -> there.put(piece.blob().digest(), 0L));
  }

  @Override
  public void at(Descriptor blob, long bytes) {
    if (there.replace(blob.digest(), bytes) != null) {
      tell();
    }
  }

  @Override
  public void finished(Descriptor blob) {
    at(blob, blob.size());
  }

  @Override
  public void again(RegistryFault fault) {
    reporter.line("again: tried to " + fault.tried() + " but " + fault.reason());
  }

  private void tell() {
    long done = there.values().stream().mapToLong(Long::longValue).sum();
    long unit = total < 10 * MEGA ? KILO : MEGA;
    reporter.progress(done / unit, total / unit, unit == KILO ? "kB" : "MB");
  }
}
