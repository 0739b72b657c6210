package dev.ekube.adapters.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.adapters.doctor.Finding.Level;
import dev.ekube.apply.port.PortException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final FakeHost host = new FakeHost();

  private static HostCheck check(String id, RuntimeException thrown) {
    return new HostCheck() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public List<Finding> look(Site site, Host host) {
        if (thrown != null) {
          throw thrown;
        }
        return List.of(ok("x", "fine"));
      }
    };
  }

  @Test
  void aGoodManagerHasNothingToMend() {
    host.listeners.add(new Host.Listener(9874, Optional.of("wwctl")));
    List<Finding> findings = Doctor.examine(Sites.good(), host);
    assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
    assertThat(Doctor.isFailed(findings)).isFalse();
  }

  @Test
  void aWarewulfThatDoesNotAnswerIsOneFailureAndTheRestStillRuns() {
    PortException refusal = PortException.precondition("tried to run wwctl", "install Warewulf");
    Site site = Site.silent(Optional.of(Sites.cluster()), refusal, Path.of("/var/lib/ekube"));
    List<Finding> findings = Doctor.examine(site, host);
    assertThat(findings.stream().filter(Finding::isFailed).map(Finding::id))
        .containsExactly("warewulf-version");
    assertThat(Doctor.isFailed(findings)).isTrue();
    assertThat(findings.stream().map(Finding::id).distinct())
        .containsExactlyElementsOf(Checks.all().stream().map(HostCheck::id).toList());
  }

  @Test
  void aCheckThatBreaksStopsNoOther() {
    List<HostCheck> checks =
        List.of(
            check("breaks", new IllegalStateException("boom")),
            check("refuses", PortException.failed("tried to look", "look again")),
            check("works", null));
    List<Finding> findings = Doctor.examine(checks, Sites.good(), host);
    assertThat(findings)
        .extracting(Finding::level)
        .containsExactly(Level.SKIPPED, Level.FAIL, Level.OK);
    assertThat(findings.getFirst().detail()).contains("boom");
    assertThat(findings.get(1).remedy()).hasValue("look again");
  }

  @Test
  void idsAreUnique() {
    assertThat(Checks.all().stream().map(HostCheck::id)).doesNotHaveDuplicates();
  }

  @Test
  void textHasALinePerFindingAndItsRemedyBelow() {
    host.programs.remove("cpio");
    List<Finding> findings = new ProgramsCheck().look(Sites.good(), host);
    assertThat(DoctorText.lines(findings))
        .containsExactly(
            "fail    programs: cpio: is missing; Warewulf 4.5 then builds nothing",
            "        -> dnf install -y cpio",
            "ok      programs: pigz: is there",
            "1 ok, 0 warnings, 1 failed, 0 skipped");
  }

  @Test
  void checksThatWereSkippedForOneReasonShareALine() {
    Finding clock = skipped("clock", "nobody knows the time");
    List<Finding> findings =
        List.of(skipped("rights", "no Warewulf"), clock, skipped("secure", "no Warewulf"));
    assertThat(DoctorText.lines(findings))
        .containsExactly(
            "skipped rights, secure: it: no Warewulf",
            "skipped clock: it: nobody knows the time",
            "0 ok, 0 warnings, 0 failed, 3 skipped");
  }

  private static Finding skipped(String id, String why) {
    return new Finding(id, Level.SKIPPED, "it", why, Optional.empty());
  }
}
