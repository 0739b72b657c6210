package dev.ekube.cli;

import picocli.CommandLine.Option;

/** What a person says beforehand to a verb that changes the manager. */
public final class Consent {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Show the plan and stop there.")
  private boolean dryRun;

  public boolean yes() {
    return yes;
  }

  public boolean dryRun() {
    return dryRun;
  }
}
