package dev.ekube.adapters.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A machine that is as it should be, until a test spoils it. */
final class FakeHost implements Host {
  final Map<String, String> files = new HashMap<>();
  final Map<String, Entry> entries = new HashMap<>();
  final Map<String, Ran> answers = new HashMap<>();
  final Set<String> programs = new HashSet<>(Set.of("cpio", "pigz"));
  final List<Listener> listeners = new ArrayList<>();
  OptionalLong free = OptionalLong.of(100L << 30);
  OptionalLong memory = OptionalLong.of(16L << 30);
  Self self = new Self("root", true, 25, "/opt/jdk");

  FakeHost() {
    for (String unit : List.of("warewulfd", "dhcpd", "tftp.socket")) {
      answer("systemctl is-active --quiet " + unit, 0, "");
    }
    answer("nft list ruleset", 0, "ip saddr 10.249.0.0/16 tcp dport { 8442, 9873, 9874 } drop\n");
    answer("chronyc -n tracking", 0, "System time     : 0.000012 seconds slow of NTP time\n");
    files.put("/etc/os-release", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n");
    files.put("/etc/warewulf/nodes.conf", "nodes: {}\n");
    entries.put("/etc/warewulf/nodes.conf", new Entry(false, 0640, "root", true));
    for (String folder : List.of("/etc/warewulf", "/var/lib/warewulf/overlays", "/var/lib/ekube")) {
      entries.put(folder, new Entry(true, 0700, "root", true));
    }
    entries.put("/run/systemd/system", new Entry(true, 0755, "root", true));
    listeners.add(new Listener(9873, Optional.of("wwctl")));
  }

  FakeHost answer(String command, int exitCode, String output) {
    answers.put(command, new Ran(exitCode, output));
    return this;
  }

  FakeHost silent(String command) {
    answers.remove(command);
    return this;
  }

  @Override
  public Optional<String> read(Path file) {
    return Optional.ofNullable(files.get(file.toString()));
  }

  @Override
  public Optional<Entry> look(Path path) {
    return Optional.ofNullable(entries.get(path.toString()));
  }

  @Override
  public Optional<Ran> run(List<String> command) {
    return Optional.ofNullable(answers.get(String.join(" ", command)));
  }

  @Override
  public boolean hasProgram(String name) {
    return programs.contains(name);
  }

  @Override
  public List<Listener> listeners() {
    return listeners;
  }

  @Override
  public OptionalLong freeBytes(Path at) {
    return free;
  }

  @Override
  public OptionalLong memoryBytes() {
    return memory;
  }

  @Override
  public Self self() {
    return self;
  }
}
