package dev.ekube.rpm.repo;

import dev.ekube.rpm.verify.Keyring;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * A yum repository.
 *
 * @param name for messages
 * @param bases where {@code repodata/repomd.xml} is found below, each ending with a slash; tried in
 *     order
 * @param keys who may sign its metadata and packages
 * @param priority a package of a repository with a lower number hides those of its name in others
 * @param excludes globs of package names that are not taken from it
 */
public record Repository(
    String name, List<URI> bases, Keyring keys, int priority, List<String> excludes) {
  public Repository {
    if (bases.isEmpty() || bases.stream().anyMatch(base -> !base.toString().endsWith("/"))) {
      throw new IllegalArgumentException("a repository has an address, which ends with a slash");
    }
    bases = List.copyOf(bases);
    excludes = List.copyOf(excludes);
  }

  /** True when a package of that name is not to be taken. */
  public boolean excludes(String packageName) {
    return excludes.stream().anyMatch(glob -> matches(glob, packageName));
  }

  /** Where a file of it may be had; a location that leaves the repository is an exception. */
  List<URI> addresses(String location) {
    URI relative = URI.create(location.replace(" ", "%20"));
    if (relative.isAbsolute()
        || relative.getRawAuthority() != null
        || location.startsWith("/")
        || List.of(location.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("an address outside of the repository: " + location);
    }
    return bases.stream().map(base -> base.resolve(relative)).toList();
  }

  private static boolean matches(String glob, String name) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return matcher.matches(Path.of(name));
  }
}
