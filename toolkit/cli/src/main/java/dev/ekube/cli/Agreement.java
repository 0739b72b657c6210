package dev.ekube.cli;

import java.util.Optional;

/** Asks a person, once, for what a verb is about to change. */
public final class Agreement {
  private final Terminal terminal;
  private final Consent consent;

  public Agreement(Terminal terminal, Consent consent) {
    this.terminal = terminal;
    this.consent = consent;
  }

  /** Nothing when it may go on; else how the verb ends, which has been said. */
  public Optional<ExitCode> refused(String question) {
    if (consent.dryRun()) {
      return Optional.of(ExitCode.DONE);
    }
    if (consent.yes()) {
      return Optional.empty();
    }
    if (!terminal.asks()) {
      terminal.err().println("ekube: nobody can be asked here; next: say --yes to apply this plan");
      return Optional.of(ExitCode.BAD_INPUT);
    }
    if (terminal.confirm(question)) {
      return Optional.empty();
    }
    terminal.err().println("nothing was changed");
    return Optional.of(ExitCode.DONE);
  }
}
