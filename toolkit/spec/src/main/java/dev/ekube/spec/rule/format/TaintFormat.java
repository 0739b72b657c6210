package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.Words;
import java.util.List;
import java.util.Optional;

/** KEY=VALUE:EFFECT. */
public final class TaintFormat extends FormatRule {
  public static final TaintFormat RULE = new TaintFormat();

  private TaintFormat() {
    super(
        "bad-taint",
        "a taint",
        "gpu=yes:NoSchedule",
        "([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9]"
            + ")?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?(=([A-Za-z0-9]([-A"
            + "-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?)?:(NoSchedule|PreferNoSchedule|NoExec"
            + "ute)",
        "A taint is written KEY=VALUE:EFFECT or KEY:EFFECT, with an effect of "
            + "NoSchedule, PreferNoSchedule or NoExecute, spelt as Kubernetes spells them.");
  }

  @Override
  protected String advice(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0) {
      List<String> effects = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
      String effect = text.substring(colon + 1);
      Optional<String> meant =
          effects.contains(effect) ? Optional.empty() : Words.closest(effect, effects);
      if (meant.isPresent()) {
        return "did you mean the effect " + meant.get() + "?";
      }
    }
    return super.advice(text);
  }
}
