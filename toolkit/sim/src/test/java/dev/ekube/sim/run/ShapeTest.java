package dev.ekube.sim.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  @Test
  void readsControlNodesAndWorkers() {
    assertThat(Shape.parse("3+2")).hasToString("3+2");
    assertThat(Shape.parse("5")).hasToString("5+0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0+1", "three", "3+", "3+1001", "3+1+1", "-1"})
  void refusesWhatIsNoShape(String text) {
    assertThatThrownBy(() -> Shape.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsRangesOfSeeds() {
    assertThat(Seeds.parse("1000-1999").count()).isEqualTo(1000);
    assertThat(Seeds.parse("7")).isEqualTo(new Seeds(7, 7));
    assertThatThrownBy(() -> Seeds.parse("9-1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seeds.parse("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
