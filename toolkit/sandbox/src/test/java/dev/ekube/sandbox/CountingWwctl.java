package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Wwctl;
import java.util.ArrayList;
import java.util.List;

/** Remembers every call of another wwctl. */
final class CountingWwctl implements Wwctl {
  private final Wwctl wwctl;
  private final List<Call> calls = new ArrayList<>();

  CountingWwctl(Wwctl wwctl) {
    this.wwctl = wwctl;
  }

  @Override
  public Result run(Call call) {
    calls.add(call);
    return wwctl.run(call);
  }

  @Override
  public String identity() {
    return wwctl.identity();
  }

  /** The first two words of each call. */
  List<String> verbs() {
    return calls.stream()
        .map(c -> String.join(" ", c.arguments().stream().limit(2).toList()))
        .toList();
  }

  void forget() {
    calls.clear();
  }
}
