package dev.ekube.spec.yaml;

import dev.ekube.model.Span;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.yaml.YamlEmpty;
import dev.ekube.spec.rule.yaml.YamlNotAMapping;
import dev.ekube.spec.rule.yaml.YamlSyntax;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Bytes to a mapping. Time and memory stay small whatever the bytes are: size, depth and the number
 * of values are bounded before a tree is built.
 */
public final class YamlReader {
  private YamlReader() {}

  /** The document's mapping, or nothing and at least one problem. */
  public static Optional<Yaml.Entries> read(String file, byte[] bytes, Found found) {
    return SourceText.decode(file, bytes, found).flatMap(text -> parse(file, text, found));
  }

  private static Optional<Yaml.Entries> parse(String file, String text, Found found) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      Optional<Yaml> root = new Composer(file, events, found).document();
      if (root.isEmpty()) {
        found.add(YamlEmpty.RULE.at(Span.whole(file)));
        return Optional.empty();
      }
      if (root.get() instanceof Yaml.Entries entries) {
        return Optional.of(entries);
      }
      found.add(YamlNotAMapping.RULE.at(root.get().place()));
    } catch (Composer.Stop stop) {
      found.add(stop.problem());
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      Span place = mark.map(m -> place(file, m)).orElse(Span.whole(file));
      found.add(YamlSyntax.RULE.at(place, String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      found.add(YamlSyntax.RULE.at(Span.whole(file), String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  static Span place(String file, Mark mark) {
    return new Span(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
