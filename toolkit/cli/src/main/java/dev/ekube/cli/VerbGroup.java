package dev.ekube.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb that is nothing without one of the words behind it, such as {@code ekube images pull}. */
public abstract class VerbGroup implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** The words and what each of them does, in the order in which help shows them. */
  public abstract Map<String, Callable<Integer>> parts();

  /** Without a word the help says which there are. */
  @Override
  public final Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(line.getErr());
    return ExitCode.BAD_INPUT.code();
  }
}
