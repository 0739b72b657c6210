package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.model.Copies;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private static final ApiObject PROXY =
      ApiObject.document(
          """
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: kube-proxy, namespace: kube-system}
          data:
            config.conf: |
              kind: KubeProxyConfiguration
              conntrack:
                maxPerCore: 32768
                min: 131072
              mode: iptables
            other: stays
          """);

  @Test
  void changesOneConfigurationAndNothingBesideIt() {
    Patches patches =
        Patches.of(
            Copies.sorted(
                Map.of(
                    "kubeproxyconfiguration+merge.yaml",
                    "conntrack: {maxPerCore: 0, min: null}\n")));

    ApiObject patched = patches.patched(PROXY);

    assertThat(patched.yaml())
        .contains("maxPerCore: 0", "mode: iptables", "other: stays")
        .doesNotContain("131072");
    assertThat(patched.path()).isEqualTo(PROXY.path());
  }

  @Test
  void laterPatchesWin() {
    Patches patches =
        Patches.of(
            Copies.sorted(
                Map.of(
                    "kubeproxyconfiguration1.yaml", "mode: nftables\n",
                    "kubeproxyconfiguration2.json", "{\"mode\": \"ipvs\"}")));

    assertThat(patches.patched(PROXY).yaml()).contains("mode: ipvs").doesNotContain("nftables");
  }

  @Test
  void leavesWhatNoPatchIsFor() {
    Patches patches =
        Patches.of(Copies.sorted(Map.of("kubeletconfiguration.yaml", "failSwapOn: false\n")));

    assertThat(patches.patched(PROXY)).isEqualTo(PROXY);
    assertThat(Patches.none().patched(PROXY)).isEqualTo(PROXY);
  }

  @Test
  void refusesWhatItWouldHaveToPassOver() {
    assertThatThrownBy(() -> Patches.of(Copies.sorted(Map.of("kubeproxy.yaml", "a: b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kubeproxy.yaml is no patch");
    assertThatThrownBy(() -> Patches.of(Copies.sorted(Map.of("kubeletconfiguration.yaml", "- a"))))
        .hasMessageContaining("holds no object");
  }
}
