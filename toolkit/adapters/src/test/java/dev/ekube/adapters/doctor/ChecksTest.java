package dev.ekube.adapters.doctor;

import static dev.ekube.adapters.doctor.Finding.Level.FAIL;
import static dev.ekube.adapters.doctor.Finding.Level.OK;
import static dev.ekube.adapters.doctor.Finding.Level.SKIPPED;
import static dev.ekube.adapters.doctor.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.adapters.doctor.Finding.Level;
import dev.ekube.adapters.doctor.Host.Entry;
import dev.ekube.adapters.doctor.Host.Listener;
import dev.ekube.adapters.warewulf.Generation;
import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each check on a machine that is well, and on machines spoiled in one way. */
class ChecksTest {
  private final FakeHost host = new FakeHost();

  private static Sites.Builder site() {
    return new Sites.Builder();
  }

  /** The one finding about a subject that holds the words. */
  private Finding find(HostCheck check, Site site, String subject) {
    List<Finding> found =
        check.look(site, host).stream().filter(f -> f.subject().contains(subject)).toList();
    assertThat(found).as("findings about %s", subject).hasSize(1);
    return found.getFirst();
  }

  private Level level(HostCheck check, Site site, String subject) {
    return find(check, site, subject).level();
  }

  @Test
  void javaMustBeNewEnough() {
    assertThat(level(new JavaCheck(), Sites.good(), "Java")).isEqualTo(OK);
    host.self = new Host.Self("root", true, 17, "/usr/lib/jvm/17");
    assertThat(level(new JavaCheck(), Sites.good(), "Java 17")).isEqualTo(FAIL);
  }

  @Test
  void anUnknownWarewulfIsAWarning() {
    assertThat(level(new VersionCheck(), Sites.good(), "wwctl")).isEqualTo(OK);
    Site newer = Sites.with(site().warnings("Warewulf 4.9 is newer than ekube knows"));
    assertThat(find(new VersionCheck(), newer, "wwctl").detail()).contains("4.9");
    assertThat(level(new VersionCheck(), newer, "wwctl")).isEqualTo(WARN);
  }

  @Test
  void aMissingServiceIsFound() {
    assertThat(new ServicesCheck().look(Sites.good(), host)).allMatch(f -> f.level() == OK);
    host.answer("systemctl is-active --quiet warewulfd", 3, "inactive");
    host.silent("systemctl is-active --quiet dhcpd");
    host.answer("systemctl is-active --quiet tftp.socket", -1, "");
    assertThat(level(new ServicesCheck(), Sites.good(), "warewulfd")).isEqualTo(FAIL);
    assertThat(level(new ServicesCheck(), Sites.good(), "DHCP")).isEqualTo(WARN);
    assertThat(level(new ServicesCheck(), Sites.good(), "TFTP")).isEqualTo(WARN);
    host.answer("systemctl is-active --quiet dnsmasq", 0, "");
    assertThat(level(new ServicesCheck(), Sites.good(), "DHCP")).isEqualTo(OK);
    host.entries.remove("/run/systemd/system");
    assertThat(level(new ServicesCheck(), Sites.good(), "warewulfd")).isEqualTo(SKIPPED);
  }

  @Test
  void missingProgramsAreNamedWithTheirPackageManager() {
    assertThat(new ProgramsCheck().look(Sites.good(), host)).allMatch(f -> f.level() == OK);
    host.programs.removeAll(List.of("cpio", "pigz"));
    assertThat(find(new ProgramsCheck(), Sites.good(), "cpio").remedy())
        .hasValue("dnf install -y cpio");
    assertThat(level(new ProgramsCheck(), Sites.good(), "cpio")).isEqualTo(FAIL);
    assertThat(level(new ProgramsCheck(), Sites.good(), "pigz")).isEqualTo(WARN);
    host.files.put("/etc/os-release", "ID=ubuntu\nID_LIKE=debian\n");
    assertThat(find(new ProgramsCheck(), Sites.good(), "cpio").remedy())
        .hasValue("apt-get install -y cpio");
  }

  @Test
  void whatCannotBeWrittenIsFound() {
    assertThat(new RightsCheck().look(Sites.good(), host)).allMatch(f -> f.level() == OK);
    host.self = new Host.Self("eve", false, 25, "/opt/jdk");
    host.entries.put("/etc/warewulf", new Entry(true, 0755, "root", false));
    assertThat(level(new RightsCheck(), Sites.good(), "user")).isEqualTo(WARN);
    assertThat(find(new RightsCheck(), Sites.good(), "/etc/warewulf").detail()).contains("eve");
    assertThat(level(new RightsCheck(), Sites.good(), "/etc/warewulf")).isEqualTo(FAIL);
  }

  @Test
  void aFolderThatIsMissingIsJudgedByItsParent() {
    host.entries.remove("/var/lib/ekube");
    host.entries.put("/var/lib", new Entry(true, 0755, "root", true));
    assertThat(level(new RightsCheck(), Sites.good(), "/var/lib/ekube")).isEqualTo(OK);
    host.entries.put("/var/lib", new Entry(false, 0644, "root", true));
    assertThat(level(new RightsCheck(), Sites.good(), "/var/lib/ekube")).isEqualTo(FAIL);
  }

  @Test
  void nodesConfIsReadAndOfThisGeneration() {
    NodesConfCheck check = new NodesConfCheck();
    String old = "WW_INTERNAL: 45\nnodes:\n  n1:\n    container name: rocky\n";
    String now = "nodes:\n  n1:\n    image name: rocky\n";
    Site four5 = Sites.with(site().generation(Generation.V4_5));
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(OK);
    host.files.put("/etc/warewulf/nodes.conf", old);
    assertThat(level(check, four5, "nodes.conf")).isEqualTo(OK);
    assertThat(find(check, Sites.good(), "nodes.conf").remedy().orElseThrow())
        .contains("wwctl upgrade nodes");
    host.files.put("/etc/warewulf/nodes.conf", now);
    assertThat(level(check, four5, "nodes.conf")).isEqualTo(FAIL);
    host.files.put("/etc/warewulf/nodes.conf", "nodes: [unclosed");
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(FAIL);
    host.files.put("/etc/warewulf/nodes.conf", "- a list\n");
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(FAIL);
    host.files.put("/etc/warewulf/nodes.conf", "");
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(OK);
    host.files.remove("/etc/warewulf/nodes.conf");
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(FAIL);
  }

  @Test
  void theManagerIsTheOneThatNodesBootFrom() {
    ManagerAddressCheck check = new ManagerAddressCheck();
    assertThat(level(check, Sites.good(), "manager")).isEqualTo(OK);
    assertThat(level(check, Sites.with(site().address("10.0.0.14")), "manager")).isEqualTo(WARN);
    assertThat(level(check, Sites.managerOnly(), "manager")).isEqualTo(SKIPPED);
  }

  @Test
  void theDhcpRangeHoldsNobody() {
    DhcpRangeCheck check = new DhcpRangeCheck();
    assertThat(level(check, Sites.good(), "DHCP")).isEqualTo(OK);
    Site all = Sites.with(site().dhcp(Sites.Builder.range("10.0.0.1", "10.0.0.250")));
    assertThat(level(check, all, "VIP 10.0.0.99")).isEqualTo(FAIL);
    assertThat(level(check, all, "manager 10.0.0.13")).isEqualTo(FAIL);
    assertThat(find(check, all, "nodes in").detail()).startsWith("5 of 5");
    Site edge = Sites.with(site().dhcp(Sites.Builder.range("10.0.0.99", "10.0.0.99")));
    assertThat(level(check, edge, "VIP")).isEqualTo(FAIL);
    Site backwards = Sites.with(site().dhcp(Sites.Builder.range("10.0.0.9", "10.0.0.1")));
    assertThat(level(check, backwards, "DHCP")).isEqualTo(WARN);
    Site off =
        Sites.with(
            site().dhcp(new WarewulfInstall.Dhcp(false, Optional.empty(), Optional.empty())));
    assertThat(level(check, off, "DHCP")).isEqualTo(SKIPPED);
    assertThat(find(check, Sites.managerOnly(), "DHCP").detail())
        .endsWith("compare 10.0.0.200-10.0.0.250 with");
  }

  @Test
  void portsAreFreeOrInTheRightHands() {
    PortsCheck check = new PortsCheck();
    host.listeners.add(new Listener(9874, Optional.of("wwctl")));
    assertThat(check.look(Sites.good(), host)).allMatch(f -> f.level() == OK).hasSize(3);
    host.listeners.set(0, new Listener(9873, Optional.of("nginx")));
    host.listeners.remove(1);
    host.listeners.add(new Listener(8442, Optional.of("tomcat")));
    assertThat(find(check, Sites.good(), "9873").detail()).contains("nginx");
    assertThat(level(check, Sites.good(), "9873")).isEqualTo(FAIL);
    assertThat(level(check, Sites.good(), "9874")).isEqualTo(WARN);
    assertThat(level(check, Sites.good(), "8442")).isEqualTo(FAIL);
    host.listeners.set(1, new Listener(8442, Optional.empty()));
    assertThat(level(check, Sites.good(), "8442")).isEqualTo(OK);
  }

  @Test
  void podsAreKeptAway() {
    PodsReachCheck check = new PodsReachCheck();
    assertThat(level(check, Sites.good(), "pods")).isEqualTo(OK);
    host.answer("nft list ruleset", 0, "ip saddr 10.249.0.0/16 tcp dport 9873 drop\n");
    assertThat(level(check, Sites.good(), "pods")).isEqualTo(WARN);
    assertThat(find(check, Sites.good(), "pods").remedy().orElseThrow())
        .contains("ip saddr 10.249.0.0/16 tcp dport { 8442, 9873, 9874 } drop");
    host.answer("nft list ruleset", 0, "  ip saddr 10.249.0.0/16 counter packets 0 reject\n");
    assertThat(level(check, Sites.good(), "pods")).isEqualTo(OK);
    host.answer("nft list ruleset", 1, "Operation not permitted");
    assertThat(find(check, Sites.good(), "pods").detail()).contains("is it installed");
  }

  @Test
  void overlaysAreGivenToRootOnlyAndEncrypted() {
    SecureCheck check = new SecureCheck();
    assertThat(check.look(Sites.good(), host)).allMatch(f -> f.level() == OK);
    Site open = Sites.with(site().secure(false).tls(false));
    assertThat(level(check, open, "secure")).isEqualTo(WARN);
    assertThat(level(check, open, "tls")).isEqualTo(WARN);
    Site older = Sites.with(site().generation(Generation.V4_6));
    assertThat(level(check, older, "tls")).isEqualTo(OK);
  }

  @Test
  void theBootLoopOf45IsFound() {
    BootLoopCheck check = new BootLoopCheck();
    String template = "/etc/warewulf/ipxe/default.ipxe";
    Site site = Sites.with(site().generation(Generation.V4_5));
    assertThat(level(check, site, template)).isEqualTo(SKIPPED);
    host.files.put(template, "initrd --name runtime ${u}&stage=runtime       || goto reboot\n");
    assertThat(level(check, site, template)).isEqualTo(FAIL);
    assertThat(level(check, Sites.good(), "iPXE")).isEqualTo(OK);
    Site open = Sites.with(site().generation(Generation.V4_5).secure(false));
    assertThat(level(check, open, "iPXE")).isEqualTo(OK);
    host.files.put(template, "initrd --name runtime ${u}&stage=runtime || echo ignored\n");
    assertThat(level(check, site, template)).isEqualTo(OK);
  }

  @Test
  void theDoubleCopyOf46IsFound() {
    TmpfsCheck check = new TmpfsCheck();
    Site site = Sites.with(site().generation(Generation.V4_6));
    String init = "/usr/share/warewulf/overlays/wwinit/rootfs/init";
    assertThat(level(check, site, init)).isEqualTo(SKIPPED);
    host.files.put(init, "tar -cf - --exclude ./dev --exclude --exclude ./newroot .\n");
    assertThat(level(check, site, init)).isEqualTo(WARN);
    host.files.put(init, "tar -cf - --exclude ./dev --exclude ./newroot .\n");
    assertThat(level(check, site, init)).isEqualTo(OK);
    assertThat(level(check, Sites.good(), "wwinit")).isEqualTo(OK);
  }

  @Test
  void autobuildOf45IsAWarning() {
    AutobuildCheck check = new AutobuildCheck();
    Sites.Builder old = site().generation(Generation.V4_5);
    assertThat(level(check, Sites.good(), "autobuild")).isEqualTo(OK);
    assertThat(level(check, Sites.with(old), "autobuild")).isEqualTo(WARN);
    assertThat(level(check, Sites.with(old.autobuild(false)), "autobuild")).isEqualTo(OK);
  }

  @Test
  void openFilesAreFound() {
    ModesCheck check = new ModesCheck();
    assertThat(level(check, Sites.good(), "nodes.conf")).isEqualTo(OK);
    host.entries.put("/etc/warewulf/nodes.conf", new Entry(false, 0644, "root", true));
    String overlay = "/var/lib/warewulf/overlays/ekube-demo.control";
    host.entries.put(overlay, new Entry(true, 0755, "root", true));
    assertThat(find(check, Sites.good(), "nodes.conf").remedy())
        .hasValue("chmod 0640 /etc/warewulf/nodes.conf");
    assertThat(find(check, Sites.good(), overlay).detail()).contains("0755");
    assertThat(level(check, Sites.good(), overlay)).isEqualTo(WARN);
    host.entries.clear();
    assertThat(level(check, Sites.good(), "files")).isEqualTo(SKIPPED);
  }

  @Test
  void roomIsMeasured() {
    assertThat(new DiskCheck().look(Sites.good(), host)).allMatch(f -> f.level() == OK);
    host.free = OptionalLong.of(5L << 30);
    assertThat(level(new DiskCheck(), Sites.good(), "chroots")).isEqualTo(WARN);
    host.free = OptionalLong.of(5L << 20);
    assertThat(level(new DiskCheck(), Sites.good(), "chroots")).isEqualTo(FAIL);
    host.free = OptionalLong.empty();
    assertThat(level(new DiskCheck(), Sites.good(), "chroots")).isEqualTo(SKIPPED);
    assertThat(level(new MemoryCheck(), Sites.good(), "memory")).isEqualTo(OK);
    host.memory = OptionalLong.of(1L << 30);
    assertThat(level(new MemoryCheck(), Sites.good(), "memory")).isEqualTo(WARN);
    host.memory = OptionalLong.empty();
    assertThat(level(new MemoryCheck(), Sites.good(), "memory")).isEqualTo(SKIPPED);
  }

  @Test
  void theClockFollowsASource() {
    ClockCheck check = new ClockCheck();
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(OK);
    host.answer("chronyc -n tracking", 0, "System time     : 7.5 seconds fast of NTP time\n");
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(FAIL);
    host.answer("chronyc -n tracking", 0, "Leap status     : Not synchronised\n");
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(WARN);
    host.silent("chronyc -n tracking");
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(SKIPPED);
    host.answer("timedatectl show -p NTPSynchronized --value", 0, "yes\n");
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(OK);
    host.answer("timedatectl show -p NTPSynchronized --value", 0, "no\n");
    assertThat(level(check, Sites.good(), "clock")).isEqualTo(WARN);
  }
}
