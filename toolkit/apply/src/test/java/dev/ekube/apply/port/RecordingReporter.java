package dev.ekube.apply.port;

import dev.ekube.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. */
public final class RecordingReporter implements Reporter {
  private final List<String> lines = new ArrayList<>();

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void started(int index, int of, Step step) {
    lines.add("started " + (index + 1) + "/" + of + " " + step.getClass().getSimpleName());
  }

  @Override
  public void progress(long done, long total, String what) {
    lines.add("progress " + done + "/" + total + " " + what);
  }

  @Override
  public void line(String text) {
    lines.add(text);
  }

  @Override
  public void finished(int index, int of, Step step) {
    lines.add("finished " + (index + 1) + "/" + of + " " + step.getClass().getSimpleName());
  }
}
