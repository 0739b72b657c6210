package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.model.Copies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The expected texts are those of Go's text/template. */
class WarewulfTemplateTest {
  private static final WarewulfTemplate.Facts FACTS =
      new WarewulfTemplate.Facts(
          "n1", "10.0.0.13", "boss", Copies.sorted(Map.of("ekube-role", "worker")));

  static final List<Arguments> RENDERED =
      List.of(
          Arguments.of("", ""),
          Arguments.of("plain } text {\n", "plain } text {\n"),
          Arguments.of("{{.Id}} {{ .Ipaddr }} {{\t.BuildHost\n}}", "n1 10.0.0.13 boss"),
          Arguments.of("{{ nobackup }}a", "a"),
          Arguments.of("a\n {{- .Id -}} \n b", "an1b"),
          Arguments.of("a {{- .Id }} b", "an1 b"),
          Arguments.of("a {{ .Id -}} b", "a n1b"),
          Arguments.of("a\u00a0{{- .Id -}}\u00a0b", "a\u00a0n1\u00a0b"),
          Arguments.of("a{{-\n.Id\t-}}b", "an1b"),
          Arguments.of("  {{- .Id }}{{ .Id -}}  {{- .Id }}", "n1n1n1"),
          Arguments.of("[{{ index .Tags \"ekube-role\" }}]", "[worker]"),
          Arguments.of("[{{ index .Tags \"missing\" }}]", "[]"),
          Arguments.of("{{ if eq .Id \"n1\" }}yes{{ end }}.", "yes."),
          Arguments.of("{{ if eq .Id \"n2\" }}yes{{ end }}.", "."),
          Arguments.of("{{ if ne .Id \"n1\" }}yes{{ end }}.", "."),
          Arguments.of("{{ if ne .Id \"n2\" }}yes{{ end }}.", "yes."),
          Arguments.of("x\n{{- if ne .Id \"n2\" }}\n  y\n{{- end }}\nz", "x\n  y\nz"),
          Arguments.of("x\n{{- if ne .Id \"n1\" }}\n  y\n{{- end }}\nz", "x\nz"),
          Arguments.of("{{ if eq .Id \"n1\" }}a{{ if eq .Id \"n2\" }}b{{ end }}c{{ end }}", "ac"));

  static final List<Arguments> REFUSED =
      List.of(
          Arguments.of("a\n  {{ .Hostname }}", "f.ww:2:3: ekube does not know {{ .Hostname }}"),
          Arguments.of("{{ range .AllNodes }}", "f.ww:1:1: ekube does not know"),
          Arguments.of("{{ else }}", "f.ww:1:1: ekube does not know {{ else }}"),
          Arguments.of("{{}}", "f.ww:1:1: ekube does not know"),
          Arguments.of("{{-.Id}}", "f.ww:1:1: ekube does not know {{ -.Id }}"),
          Arguments.of("{{.Id-}}", "f.ww:1:1: ekube does not know {{ .Id- }}"),
          Arguments.of("{{/* note */}}", "f.ww:1:1: ekube does not know"),
          Arguments.of("{{ index .Tags \"a\\n\" }}", "f.ww:1:1: ekube does not know"),
          Arguments.of("{{ .Id", "f.ww:1:1: action is not closed"),
          Arguments.of("a\nb{{ end }}", "f.ww:2:2: end without if"),
          Arguments.of("a{{ if eq .Id \"x\" }}\n", "f.ww:1:2: if without end"));

  @ParameterizedTest
  @FieldSource("RENDERED")
  void renders(String template, String expected) {
    assertThat(WarewulfTemplate.parse("f.ww", template).render(FACTS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void refuses(String template, String message) {
    assertThatThrownBy(() -> WarewulfTemplate.parse("f.ww", template))
        .isInstanceOf(WarewulfTemplateException.class)
        .hasMessageStartingWith(message);
  }
}
