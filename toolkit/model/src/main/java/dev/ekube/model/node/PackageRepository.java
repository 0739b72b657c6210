package dev.ekube.model.node;

import dev.ekube.model.Check;
import java.util.List;

/**
 * A yum repository.
 *
 * @param name unique among the repositories of a cluster
 * @param url where {@code repodata/repomd.xml} is found below; {@code $basearch} stands for the
 *     architecture as RPM names it
 * @param keys URLs, or paths beside cluster.yaml, of files with OpenPGP keys
 * @param fingerprints of the keys that may sign, in upper-case hex; other keys in those files count
 *     for nothing
 * @param priority a package of a repository with a lower number hides those of the same name in
 *     others; dnf's default is 99
 * @param excludes globs of package names that are not taken from it
 * @param mirrors tried in this order after {@code url}
 */
public record PackageRepository(
    String name,
    String url,
    List<String> keys,
    List<String> fingerprints,
    int priority,
    List<String> excludes,
    List<String> mirrors) {
  public PackageRepository {
    Check.that(!name.isEmpty() && !url.isEmpty(), "a repository has a name and a URL");
    keys = List.copyOf(keys);
    fingerprints = List.copyOf(fingerprints);
    excludes = List.copyOf(excludes);
    mirrors = List.copyOf(mirrors);
  }
}
