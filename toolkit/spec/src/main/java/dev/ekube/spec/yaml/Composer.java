package dev.ekube.spec.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.yaml.DuplicateKey;
import dev.ekube.spec.rule.yaml.YamlAlias;
import dev.ekube.spec.rule.yaml.YamlDocuments;
import dev.ekube.spec.rule.yaml.YamlKey;
import dev.ekube.spec.rule.yaml.YamlMergeKey;
import dev.ekube.spec.rule.yaml.YamlTag;
import dev.ekube.spec.rule.yaml.YamlTooDeep;
import dev.ekube.spec.rule.yaml.YamlTooManyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Events to a tree. An alias is the very value that its anchor names, so nested aliases cost no
 * memory; the values they stand for are counted all the same, because every later step walks them.
 */
final class Composer {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 200_000;
  private static final Set<String> KNOWN_TAGS =
      Set.of("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!");

  private final String file;
  private final Iterator<Event> events;
  private final Found found;
  private final Map<String, Counted> anchors = new HashMap<>();

  Composer(String file, Iterator<Event> events, Found found) {
    this.file = file;
    this.events = events;
    this.found = found;
  }

  /** Something after which reading on makes no sense. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Stop(Problem problem) {
      super(problem.id(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  /** A value and how many values it stands for with all aliases written out. */
  private record Counted(Yaml value, long count) {}

  /** The only document; empty when there is none. */
  Optional<Yaml> document() {
    Optional<Yaml> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (root.isPresent()) {
            throw new Stop(YamlDocuments.RULE.at(place(event)));
          }
          root = Optional.of(value(events.next(), 0).value());
        }
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
            throw new IllegalStateException("not at the top of a stream: " + event);
      }
    }
    return root.filter(r -> !(r instanceof Yaml.Scalar s && Meaning.isNull(s)));
  }

  private Counted value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Stop(YamlTooDeep.RULE.at(place(event), MAX_DEPTH));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    Counted counted =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> items((CollectionStartEvent) event, depth);
          case MappingStart -> entries((CollectionStartEvent) event, depth);
          case StreamStart,
              StreamEnd,
              DocumentStart,
              DocumentEnd,
              SequenceEnd,
              MappingEnd,
              Alias,
              Comment ->
              throw new IllegalStateException("not the start of a value: " + event);
        };
    if (counted.count() > MAX_VALUES) {
      throw new Stop(YamlTooManyValues.RULE.at(place(event), MAX_VALUES));
    }
    ((NodeEvent) event).getAnchor().ifPresent(a -> anchors.put(a.getValue(), counted));
    return counted;
  }

  private Counted aliased(AliasEvent alias) {
    String name = alias.getAlias().getValue();
    Counted known = anchors.get(name);
    if (known == null) {
      throw new Stop(YamlAlias.RULE.at(place(alias), name));
    }
    return known;
  }

  private Counted scalar(ScalarEvent event) {
    refuseTag(event, event.getTag());
    boolean plain = event.isPlain() && event.getTag().isEmpty();
    return new Counted(new Yaml.Scalar(place(event), event.getValue(), plain), 1);
  }

  private Counted items(CollectionStartEvent start, int depth) {
    refuseTag(start, start.getTag());
    List<Yaml> values = new ArrayList<>();
    long count = 1;
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      Counted counted = value(e, depth + 1);
      values.add(counted.value());
      count = bounded(count + counted.count(), e);
    }
    return new Counted(new Yaml.Items(place(start), values, false), count);
  }

  private Counted entries(CollectionStartEvent start, int depth) {
    refuseTag(start, start.getTag());
    Map<String, Yaml.Entry> byKey = new LinkedHashMap<>();
    long count = 1;
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      Span keyPlace = place(e);
      Optional<String> key = key(value(e, depth + 1).value());
      Counted counted = value(events.next(), depth + 1);
      count = bounded(count + 1 + counted.count(), e);
      if (key.isPresent()) {
        put(byKey, key.get(), new Yaml.Entry(keyPlace, counted.value()));
      }
    }
    return new Counted(new Yaml.Entries(place(start), byKey, Set.of()), count);
  }

  private long bounded(long count, Event event) {
    if (count > MAX_VALUES) {
      throw new Stop(YamlTooManyValues.RULE.at(place(event), MAX_VALUES));
    }
    return count;
  }

  private Optional<String> key(Yaml key) {
    if (!(key instanceof Yaml.Scalar scalar) || Meaning.isNull(scalar)) {
      found.add(YamlKey.RULE.at(key.place()));
      return Optional.empty();
    }
    if (scalar.plain() && scalar.text().equals("<<")) {
      found.add(YamlMergeKey.RULE.at(scalar.place()));
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  private void put(Map<String, Yaml.Entry> byKey, String key, Yaml.Entry entry) {
    Yaml.Entry first = byKey.putIfAbsent(key, entry);
    if (first != null) {
      found.add(DuplicateKey.RULE.at(entry.keyPlace(), key, first.keyPlace()));
    }
  }

  private void refuseTag(Event event, Optional<String> tag) {
    if (tag.isPresent() && !KNOWN_TAGS.contains(tag.get())) {
      found.add(YamlTag.RULE.at(place(event), tag.get()));
    }
  }

  private Span place(Event event) {
    return event.getStartMark().map(m -> YamlReader.place(file, m)).orElse(Span.whole(file));
  }
}
