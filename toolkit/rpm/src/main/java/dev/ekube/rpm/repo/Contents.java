package dev.ekube.rpm.repo;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What one repository offers. */
public interface Contents {
  Repository repository();

  /** All packages for the architecture that are neither excluded nor of a module. */
  List<RepoPackage> packages();

  /** The packages that hold one of these paths, with those paths among their files. */
  List<RepoPackage> holding(Set<String> paths) throws IOException, InterruptedException;
}
