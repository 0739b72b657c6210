package dev.ekube.lab.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a node may do. All by name instead of "privileged", because an engine that lacks one of them
 * itself cannot start a privileged container at all.
 */
public final class Capabilities {
  /**
   * In the order of their numbers (linux/capability.h); later ones are unknown to older engines.
   */
  private static final List<String> NAMES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ");

  private Capabilities() {}

  /**
   * All that this machine has to give.
   *
   * @param bound one bit for each, as {@code CapBnd} of {@code /proc/self/status} has it
   */
  public static List<String> within(long bound) {
    return IntStream.range(0, NAMES.size())
        .filter(number -> (bound >>> number & 1) == 1)
        .mapToObj(NAMES::get)
        .toList();
  }
}
