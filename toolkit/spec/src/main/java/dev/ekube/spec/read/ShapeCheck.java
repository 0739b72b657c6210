package dev.ekube.spec.read;

import dev.ekube.model.Span;
import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Words;
import dev.ekube.spec.rule.shape.MissingKey;
import dev.ekube.spec.rule.shape.NumberRange;
import dev.ekube.spec.rule.shape.TooFew;
import dev.ekube.spec.rule.shape.UnknownKey;
import dev.ekube.spec.rule.shape.UnknownWord;
import dev.ekube.spec.rule.shape.WrongType;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a tree against the shape of cluster.yaml. What comes out has only what fits, with defaults
 * filled in; what did not fit has been reported and is marked as spoiled, so that no later rule
 * speaks of a value that was not there.
 */
public final class ShapeCheck {
  private final Found found;

  public ShapeCheck(Found found) {
    this.found = found;
  }

  /** The part of a mapping that fits. */
  public Yaml.Entries fields(Yaml.Entries given, Shape.Fields shape) {
    return fields(given, shape, new Path.Root());
  }

  private Optional<Yaml> check(Yaml given, Shape shape, Path path) {
    if (given instanceof Yaml.Scalar scalar && Meaning.isNull(scalar)) {
      String hint = "write " + Examples.inPlaceOfNothing(scalar, shape, path);
      found.add(WrongType.RULE.at(given.place(), path.text(), wanted(shape), "empty", hint));
      return Optional.empty();
    }
    return switch (shape) {
      case Shape.OneOf words -> scalar(given, shape, path).flatMap(s -> word(s, words, path));
      case Shape.Text text -> scalar(given, shape, path).flatMap(s -> text(s, text.format(), path));
      case Shape.Whole whole -> scalar(given, shape, path).flatMap(s -> whole(s, whole, path));
      case Shape.Flag flag -> scalar(given, shape, path).flatMap(s -> flag(s, flag, path));
      case Shape.ListOf list ->
          given instanceof Yaml.Items items ? items(items, list, path) : wrong(given, shape, path);
      case Shape.MapOf map ->
          given instanceof Yaml.Entries e ? map(e, map, path) : wrong(given, shape, path);
      case Shape.Fields fields ->
          given instanceof Yaml.Entries e
              ? Optional.of(fields(e, fields, path))
              : wrong(given, shape, path);
      case Shape.TextOr either ->
          given instanceof Yaml.Entries e
              ? Optional.of(fields(e, either.fields(), path))
              : scalar(given, shape, path).flatMap(s -> text(s, either.format(), path));
      case Shape.EitherBy either ->
          given instanceof Yaml.Entries e
              ? Optional.of(fields(e, kind(e, either), path, other(e, either)))
              : wrong(given, shape, path);
    };
  }

  private static Shape.Fields kind(Yaml.Entries given, Shape.EitherBy either) {
    return given.byKey().containsKey(either.key()) ? either.with() : either.without();
  }

  private static Optional<Shape.Fields> other(Yaml.Entries given, Shape.EitherBy either) {
    return Optional.of(given.byKey().containsKey(either.key()) ? either.without() : either.with());
  }

  private Yaml.Entries fields(Yaml.Entries given, Shape.Fields shape, Path path) {
    return fields(given, shape, path, Optional.empty());
  }

  private Yaml.Entries fields(
      Yaml.Entries given, Shape.Fields shape, Path path, Optional<Shape.Fields> sibling) {
    Map<String, Yaml.Entry> fitting = new LinkedHashMap<>();
    Set<String> spoiled = new LinkedHashSet<>(given.spoiled());
    Set<String> misspelt = new HashSet<>();
    for (Map.Entry<String, Yaml.Entry> e : given.byKey().entrySet()) {
      if (shape.field(e.getKey()).isEmpty()) {
        Words.closest(e.getKey(), shape.keys()).ifPresent(misspelt::add);
        unknown(e.getKey(), e.getValue(), shape, path, sibling);
      }
    }
    for (Field field : shape.fields()) {
      Yaml.Entry entry = given.byKey().get(field.key());
      // A key that stands there misspelt has been told of already.
      if (entry == null && field.required() && !misspelt.contains(field.key())) {
        found.add(MissingKey.RULE.at(given.place(), path.text(), field.key(), field.example()));
      }
      Optional<Yaml> value =
          entry == null
              ? field.byDefault().map(d -> d.at(given.place()))
              : Optional.of(entry.value());
      Optional<Yaml> fit = value.flatMap(v -> check(v, field.shape(), path.key(field.key())));
      if (fit.isPresent()) {
        fitting.put(
            field.key(),
            new Yaml.Entry(entry == null ? given.place() : entry.keyPlace(), fit.get()));
      } else if (entry != null || field.required()) {
        spoiled.add(field.key());
      }
    }
    return new Yaml.Entries(given.place(), fitting, spoiled);
  }

  private void unknown(
      String key, Yaml.Entry entry, Shape.Fields shape, Path path, Optional<Shape.Fields> sibling) {
    if (found.isFull()) {
      return;
    }
    Span place = entry.keyPlace();
    String where = path.text();
    Optional<String> advice = sibling.flatMap(other -> Siblings.advice(key, shape, other));
    Optional<String> home =
        Words.closest(key, shape.keys()).isPresent() ? Optional.empty() : Siblings.home(key, shape);
    found.add(
        advice
            .map(a -> UnknownKey.RULE.misplaced(place, where, key, a))
            .or(() -> home.map(h -> UnknownKey.RULE.elsewhere(place, where, key, h)))
            .orElseGet(() -> UnknownKey.RULE.at(place, where, key, shape.keys())));
  }

  private Optional<Yaml> items(Yaml.Items given, Shape.ListOf shape, Path path) {
    List<Yaml> fitting = new ArrayList<>();
    for (int i = 0; i < given.values().size(); i++) {
      check(given.values().get(i), shape.item(), path.index(i)).ifPresent(fitting::add);
    }
    if (given.values().size() < shape.least()) {
      found.add(TooFew.RULE.at(given.place(), path.text(), Examples.of(shape.item())));
      return Optional.empty();
    }
    boolean spoiled = given.spoiled() || fitting.size() < given.values().size();
    return Optional.of(new Yaml.Items(given.place(), fitting, spoiled));
  }

  private Optional<Yaml> map(Yaml.Entries given, Shape.MapOf shape, Path path) {
    Map<String, Yaml.Entry> fitting = new LinkedHashMap<>();
    Set<String> spoiled = new LinkedHashSet<>();
    given
        .byKey()
        .forEach(
            (key, entry) -> {
              Path at = path.key(key);
              boolean good = shape.key().accepts(key);
              if (!good) {
                found.add(shape.key().at(entry.keyPlace(), path.text(), key));
              }
              Optional<Yaml> value = check(entry.value(), new Shape.Text(shape.value()), at);
              if (good && value.isPresent()) {
                fitting.put(key, new Yaml.Entry(entry.keyPlace(), value.get()));
              } else {
                spoiled.add(key);
              }
            });
    return Optional.of(new Yaml.Entries(given.place(), fitting, spoiled));
  }

  private Optional<Yaml.Scalar> scalar(Yaml given, Shape shape, Path path) {
    if (given instanceof Yaml.Scalar scalar) {
      return Optional.of(scalar);
    }
    wrong(given, shape, path);
    return Optional.empty();
  }

  private Optional<Yaml> text(Yaml.Scalar given, FormatRule format, Path path) {
    if (!format.accepts(given.text())) {
      found.add(format.at(given.place(), path.text(), given.text()));
      return Optional.empty();
    }
    return Optional.of(given);
  }

  private Optional<Yaml> word(Yaml.Scalar given, Shape.OneOf shape, Path path) {
    if (!shape.words().contains(given.text())) {
      found.add(UnknownWord.RULE.at(given.place(), path.text(), given.text(), shape.words()));
      return Optional.empty();
    }
    return Optional.of(given);
  }

  private Optional<Yaml> whole(Yaml.Scalar given, Shape.Whole shape, Path path) {
    if (!Meaning.isWhole(given)) {
      return wrong(given, shape, path);
    }
    int number = Integer.parseInt(given.text());
    if (number < shape.least() || number > shape.most()) {
      found.add(
          NumberRange.RULE.at(
              given.place(), path.text(), given.text(), shape.least(), shape.most()));
      return Optional.empty();
    }
    return Optional.of(given);
  }

  private Optional<Yaml> flag(Yaml.Scalar given, Shape.Flag shape, Path path) {
    return Meaning.isFlag(given) ? Optional.of(given) : wrong(given, shape, path);
  }

  private Optional<Yaml> wrong(Yaml given, Shape shape, Path path) {
    String hint = "write " + Examples.instead(given, shape, path);
    found.add(
        WrongType.RULE.at(given.place(), path.text(), wanted(shape), Examples.kind(given), hint));
    return Optional.empty();
  }

  private static String wanted(Shape shape) {
    return Examples.kind(shape);
  }
}
