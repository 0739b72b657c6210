package dev.ekube.spec.rule.kube;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Set;

/** The share is a directory of its own. */
public final class ShareReserved extends Check {
  public ShareReserved() {
    super(
        "share-reserved",
        "The share's directory is written by the manager as root. It is none of the "
            + "system's own, nor lies in one that the system clears.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .share()
        .path()
        .filter(p -> TAKEN.contains(top(p.value())))
        .ifPresent(
            p ->
                found.add(
                    problem(
                        p.place(),
                        "the directory " + p.value() + " is the system's",
                        "write a directory of its own, such as /share")));
  }

  private static String top(String path) {
    int second = path.indexOf('/', 1);
    return second < 0 ? path : path.substring(0, second);
  }

  private static final Set<String> TAKEN =
      Set.of(
          "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin",
          "/sys", "/tmp", "/usr");
}
