package dev.ekube.spec.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OriginalFilesTest {
  private final SortedMap<String, String> files = new TreeMap<>();

  private OriginalFiles.Proposal read() {
    return OriginalFiles.read(files);
  }

  @Test
  void theVirtualAddressTellsTheNetwork() {
    files.put(
        "etc/keepalived/keepalived.conf", "interface net0\nvirtual_ipaddress {\n 10.1.2.9/23 }");

    assertThat(read().answers())
        .containsEntry("vip", "10.1.2.9")
        .containsEntry("network", "10.1.2.0/23")
        .containsEntry("interface", "net0");
  }

  @Test
  void anAddressWithoutPrefixTellsNoNetwork() {
    files.put("keepalived.conf", "virtual_ipaddress { 10.0.0.99 }");

    assertThat(read().answers()).containsEntry("vip", "10.0.0.99").doesNotContainKey("network");
  }

  @Test
  void whatAScriptWouldHaveFilledInIsPassedOver() {
    files.put("keepalived.conf", "interface ${INTERFACE}\nvirtual_ipaddress { ${VIP}/24 }");
    files.put("haproxy.cfg", "server ${HOST1_ID} ${HOST1_ADDRESS}:6443 check");

    assertThat(read().answers()).isEmpty();
    assertThat(read().remarks()).isEmpty();
  }

  @Test
  void serversAndFilesOfMembersAreControlNodesInOrder() {
    files.put(
        "a/haproxy.cfg", "server control1 10.0.0.2:6443 check\nserver control0 10.0.0.1:6443");
    files.put("share/phylactery/control2_10.0.0.8.txt", "control2_10.0.0.8");

    assertThat(read().answers())
        .containsEntry(
            "control",
            "control0,warewulf,10.0.0.1 control1,warewulf,10.0.0.2 control2,warewulf,10.0.0.8");
  }

  @Test
  void hostsTellTheManagerTheEndpointAndWorkers() {
    files.put("keepalived.conf", "virtual_ipaddress { 10.0.0.99/24 }");
    files.put(
        "hosts",
        """
        127.0.0.1 localhost
        ::1 localhost
        10.0.0.13 boss warewulf # the manager
        10.0.0.99 api.example
        10.0.0.1 control0 control0-default control0-net0
        10.0.0.101 worker1
        10.0.0.100 worker0
        """);

    OriginalFiles.Proposal proposal = read();

    assertThat(proposal.answers())
        .containsEntry("manager", "10.0.0.13")
        .containsEntry("manager-name", "boss")
        .containsEntry("endpoint-name", "api.example")
        .containsEntry("control", "control0,warewulf,10.0.0.1")
        .containsEntry("worker", "worker0,warewulf,10.0.0.100 worker1,warewulf,10.0.0.101");
    assertThat(proposal.remarks()).anyMatch(r -> r.contains("control0 is taken for a control"));
  }

  @Test
  void aTemplateOfHostsTellsOnlyItsFixedLines() {
    files.put("keepalived.conf", "virtual_ipaddress { 10.0.0.99/24 }");
    files.put("hosts.ww", "{{.Ipaddr}} {{.BuildHost}} warewulf\n10.0.0.99 vip.kubernetes.local\n");

    assertThat(read().answers())
        .containsEntry("endpoint-name", "vip.kubernetes.local")
        .doesNotContainKeys("manager", "worker");
  }

  @Test
  void optionsOfKubeadmAreTakenWhereTheyHaveAPlace() {
    files.put(
        "k8s-install.sh",
        "kubeadm init --pod-network-cidr=10.249.0.0/16 --kubernetes-version=1.32.1 --v=5"
            + " --apiserver-cert-extra-sans=10.0.0.13 --control-plane-endpoint api.example:8443");

    assertThat(read().answers())
        .containsEntry("pods", "10.249.0.0/16")
        .containsEntry("version", "v1.32.1")
        .containsEntry("manager", "10.0.0.13")
        .containsEntry("endpoint-name", "api.example")
        .hasSize(4);
  }

  @Test
  void twoFilesThatDisagreeAreTold() {
    files.put("k8s-install.sh", "kubeadm init --pod-network-cidr=10.249.0.0/16");
    files.put("kube-flannel.yml", "net-conf.json: |\n  {\"Network\": \"10.244.0.0/16\"}");

    OriginalFiles.Proposal proposal = read();

    assertThat(proposal.answers()).containsEntry("pods", "10.249.0.0/16");
    assertThat(proposal.remarks())
        .contains("pods: kube-flannel.yml also names 10.244.0.0/16; 10.249.0.0/16 is kept");
  }

  @Test
  void anotherPortIsTold() {
    files.put("haproxy.cfg.base", "frontend api\n  bind *:9443\n");

    assertThat(read().remarks()).anyMatch(remark -> remark.contains("port: 9443"));
  }
}
