package dev.ekube.rpm.solve;

import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.repo.RepoPackage;
import java.util.List;

/** What came of a request. */
public sealed interface Outcome {
  /**
   * It can be done.
   *
   * @param install packages that must come, by name in order
   * @param replaced packages of the base that others take the place of
   */
  record Solved(List<RepoPackage> install, List<Nevra> replaced) implements Outcome {
    public Solved {
      install = List.copyOf(install);
      replaced = List.copyOf(replaced);
    }
  }

  /** It cannot: these cannot all hold together. */
  record Impossible(List<String> reasons) implements Outcome {
    public Impossible {
      reasons = List.copyOf(reasons);
    }
  }
}
