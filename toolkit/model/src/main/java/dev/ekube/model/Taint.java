package dev.ekube.model;

/** A Kubernetes taint, written {@code key=value:Effect} or {@code key:Effect}. */
public record Taint(String key, String value, Effect effect) {
  /** The three effects of the Kubernetes API, spelled as the API spells them. */
  public enum Effect {
    NoSchedule,
    PreferNoSchedule,
    NoExecute
  }

  public Taint {
    Check.that(!key.isEmpty(), "a taint needs a key");
  }

  @Override
  public String toString() {
    return value.isEmpty() ? key + ":" + effect : key + "=" + value + ":" + effect;
  }
}
