package dev.ekube.spec.yaml;

import dev.ekube.model.Bytes;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.kube.ManifestSyntax;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Whether a manifest is YAML: any number of documents, read without building anything. */
public final class ManifestCheck {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_CHARACTERS = 64 << 20;

  private ManifestCheck() {}

  /** Reports the first thing that is not YAML. */
  public static void check(String file, Bytes content, Found found) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content.toArray());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      walk(file, text, found);
    } catch (CharacterCodingException e) {
      found.add(ManifestSyntax.RULE.at(Span.whole(file), "it is not UTF-8 text"));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      Span place = mark.map(m -> YamlReader.place(file, m)).orElse(Span.whole(file));
      found.add(ManifestSyntax.RULE.at(place, String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      String words = String.valueOf(e.getMessage());
      found.add(ManifestSyntax.RULE.at(Span.whole(file), words.lines().findFirst().orElse("")));
    }
  }

  private static void walk(String file, String text, Found found) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_CHARACTERS).build();
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      depth += step(event);
      if (depth > MAX_DEPTH) {
        Span place =
            event.getStartMark().map(m -> YamlReader.place(file, m)).orElse(Span.whole(file));
        found.add(ManifestSyntax.RULE.at(place, "it is nested more than 200 deep"));
        return;
      }
    }
  }

  private static int step(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
    };
  }
}
