package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** One word each. */
public final class KernelArgFormat extends FormatRule {
  public static final KernelArgFormat RULE = new KernelArgFormat();

  private KernelArgFormat() {
    super(
        "bad-kernel-argument",
        "one kernel argument",
        "console=ttyS0,115200n8",
        "[A-Za-z0-9_][A-Za-z0-9_.,:;=/@%+*!?~^()<>\\[\\]-]{0,255}",
        "Each entry is one argument without blanks, quotes, line ends or $ signs: it "
            + "passes through nodes.conf, iPXE and the boot loader, which each read these in "
            + "their own way.");
  }

  @Override
  protected String advice(String text) {
    return text.strip().indexOf(' ') > 0
        ? "write each argument as an entry of its own: [quiet, console=ttyS0]"
        : super.advice(text);
  }
}
