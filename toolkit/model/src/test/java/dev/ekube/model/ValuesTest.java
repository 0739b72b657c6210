package dev.ekube.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "a.b.c.d", " 1.2.3.4"})
  void addressesThatAreNone(String text) {
    assertThat(Ipv4.isValid(text)).isFalse();
    assertThatThrownBy(() -> Ipv4.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesCountUpOverOctets() {
    assertThat(Ipv4.parse("10.0.0.255").plus(1)).hasToString("10.0.1.0");
    assertThat(Ipv4.parse("255.255.255.255")).hasToString("255.255.255.255");
  }

  @Test
  void networksContainAndOverlap() {
    Cidr net = Cidr.parse("10.96.0.0/12");
    assertThat(net.netmask()).hasToString("255.240.0.0");
    assertThat(net.last()).hasToString("10.111.255.255");
    assertThat(net.overlaps(Cidr.parse("10.0.0.0/8"))).isTrue();
    assertThat(net.overlaps(Cidr.parse("10.112.0.0/12"))).isFalse();
    assertThat(Cidr.parse("10.0.0.0/24").isHost(Ipv4.parse("10.0.0.255"))).isFalse();
    assertThatThrownBy(() -> Cidr.parse("10.0.0.1/24")).hasMessageContaining("host bits");
  }

  @Test
  void namesSortAsPeopleSortThem() {
    assertThat(new NodeName("worker10")).isGreaterThan(new NodeName("worker2"));
    assertThat(new NodeName("w01")).isNotEqualByComparingTo(new NodeName("w1"));
    assertThat(new NodeName("a")).isLessThan(new NodeName("a0"));
  }

  @Test
  void macAddressesAreCanonical() {
    assertThat(MacAddress.parse("52-54-00-AB-cd-01")).hasToString("52:54:00:ab:cd:01");
    assertThat(MacAddress.isValid("01:00:5e:00:00:01")).as("multicast").isFalse();
    assertThat(MacAddress.isValid("00:00:00:00:00:00")).isFalse();
  }

  @Test
  void overlayNamesOfTwoClustersNeverMeet() {
    ClusterName a = new ClusterName("a");
    assertThat(OverlayName.belongsTo(a, "ekube-a.control")).isTrue();
    assertThat(OverlayName.belongsTo(a, "ekube-a-control")).isFalse();
    assertThat(OverlayName.belongsTo(a, "ekube-ab")).isFalse();
  }

  @Test
  void treesAreValues() {
    FileTree one = FileTree.builder().file("a/b", 0644, "x").symlink("c", "a/b").build();
    FileTree two = FileTree.builder().symlink("c", "a/b").file("a/b", 0644, "x").build();
    assertThat(one).isEqualTo(two);
    assertThat(one.digest()).isEqualTo(two.digest());
    FileTree other = FileTree.builder().file("a/b", 0600, "x").symlink("c", "a/b").build();
    assertThat(one.digest()).isNotEqualTo(other.digest());
    assertThatThrownBy(() -> FileTree.builder().file("../x", 0644, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
