package dev.ekube.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.engine.Containers;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.engine.FakeEngine;
import dev.ekube.lab.engine.Networks;
import dev.ekube.lab.engine.RootImages;

/** An engine of which nothing is to be had. */
final class BrokenEngine implements Engine {
  @Override
  public String name() {
    return "broken";
  }

  @Override
  public Containers containers() {
    throw PortException.failed("tried to remove but it is broken", "mend it");
  }

  @Override
  public Networks networks() {
    return new FakeEngine();
  }

  @Override
  public RootImages images() {
    return new FakeEngine();
  }

  @Override
  public void close() {}
}
