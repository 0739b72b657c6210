package dev.ekube.lab.chaos;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a node's own etcd is asked, and what it answers. */
public final class Etcdctl {
  private static final String PKI = "/etc/kubernetes/pki/etcd/";

  private static final Pattern REVISION = Pattern.compile("\"revision\":([0-9]{1,18})");

  private Etcdctl() {}

  /** etcdctl with its options, for the node that it runs on; what it is to do comes behind. */
  public static List<String> words() {
    return List.of(
        "etcdctl",
        "--endpoints=https://127.0.0.1:2379",
        "--cacert=" + PKI + "ca.crt",
        "--cert=" + PKI + "healthcheck-client.crt",
        "--key=" + PKI + "healthcheck-client.key",
        "--command-timeout=5s");
  }

  /** The revision in what {@code endpoint status -w json} said. */
  static OptionalLong revision(String json) {
    Matcher matcher = REVISION.matcher(json);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
