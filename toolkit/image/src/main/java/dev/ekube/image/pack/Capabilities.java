package dev.ekube.image.pack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File capabilities from the text of a package's header to the bytes of {@code security.capability}
 * (linux/capability.h, VFS_CAP_REVISION_2).
 */
final class Capabilities {
  static final String XATTR = "security.capability";

  private static final int REVISION = 0x02000000;
  private static final int EFFECTIVE = 1;

  /** By number, as the kernel counts them. */
  private static final List<String> NAMES =
      List.of(
          "chown",
          "dac_override",
          "dac_read_search",
          "fowner",
          "fsetid",
          "kill",
          "setgid",
          "setuid",
          "setpcap",
          "linux_immutable",
          "net_bind_service",
          "net_broadcast",
          "net_admin",
          "net_raw",
          "ipc_lock",
          "ipc_owner",
          "sys_module",
          "sys_rawio",
          "sys_chroot",
          "sys_ptrace",
          "sys_pacct",
          "sys_admin",
          "sys_boot",
          "sys_nice",
          "sys_resource",
          "sys_time",
          "sys_tty_config",
          "mknod",
          "lease",
          "audit_write",
          "audit_control",
          "setfcap",
          "mac_override",
          "mac_admin",
          "syslog",
          "wake_alarm",
          "block_suspend",
          "audit_read",
          "perfmon",
          "bpf",
          "checkpoint_restore");

  private static final Pattern CLAUSE = Pattern.compile("([a-z_,]*)([=+][eip]+)");

  private Capabilities() {}

  /** Empty when the text is none that can be written down. */
  static Optional<byte[]> encode(String text) {
    long permitted = 0;
    long inheritable = 0;
    boolean effective = false;
    for (String clause : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      Matcher matcher = CLAUSE.matcher(clause);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      long bits = 0;
      for (String name :
          matcher.group(1).isEmpty() ? NAMES : List.of(matcher.group(1).split(","))) {
        int number = NAMES.indexOf(name.replaceFirst("^cap_", ""));
        if (number < 0) {
          return Optional.empty();
        }
        bits |= 1L << number;
      }
      String flags = matcher.group(2);
      permitted |= flags.contains("p") ? bits : 0;
      inheritable |= flags.contains("i") ? bits : 0;
      effective |= flags.contains("e");
    }
    ByteBuffer out = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(REVISION | (effective ? EFFECTIVE : 0));
    out.putInt((int) permitted).putInt((int) inheritable);
    out.putInt((int) (permitted >>> 32)).putInt((int) (inheritable >>> 32));
    return Optional.of(out.array());
  }
}
