package dev.ekube.manager.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reading half of {@link RecordJson}. */
final class RecordReader {
  private RecordReader() {}

  static Object read(JsonNode json, Type type, String where) {
    if (type instanceof ParameterizedType generic) {
      return generic(
          json, (Class<?>) generic.getRawType(), generic.getActualTypeArguments(), where);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class && json.isTextual()) {
      return json.textValue();
    }
    if (plain == int.class || plain == Integer.class) {
      expect(json.canConvertToInt() && json.isIntegralNumber(), "a small number", where, json);
      return json.intValue();
    }
    if (plain == long.class || plain == Long.class) {
      expect(json.canConvertToLong() && json.isIntegralNumber(), "a number", where, json);
      return json.longValue();
    }
    if (plain == boolean.class && json.isBoolean()) {
      return json.booleanValue();
    }
    if (plain == double.class && json.isNumber()) {
      return json.doubleValue();
    }
    if (plain.isEnum() && json.isTextual()) {
      return constant(plain, json.textValue());
    }
    expect(json.isObject(), plain.getSimpleName(), where, json);
    return plain.isRecord() ? record(json, plain, where) : member(json, plain, where);
  }

  private static Object generic(JsonNode json, Class<?> type, Type[] of, String where) {
    if (type == Optional.class) {
      return json.isNull() ? Optional.empty() : Optional.of(read(json, of[0], where));
    }
    if (SortedMap.class.isAssignableFrom(type) || type == Map.class) {
      expect(json.isObject(), "an object", where, json);
      SortedMap<Object, Object> map = new TreeMap<>();
      json.properties()
          .forEach(
              e ->
                  map.put(
                      Keys.read(e.getKey(), (Class<?>) of[0]),
                      read(e.getValue(), of[1], where + "." + e.getKey())));
      return map;
    }
    expect(json.isArray(), "a list", where, json);
    List<Object> list = new ArrayList<>();
    json.forEach(element -> list.add(read(element, of[0], where + "[" + list.size() + "]")));
    return Set.class.isAssignableFrom(type) ? new TreeSet<>(list) : list;
  }

  private static Object record(JsonNode json, Class<?> type, String where) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> names =
        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
    for (Iterator<String> given = json.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      expect(names.contains(name) || name.equals(RecordJson.KIND), "no " + name, where, json);
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Optional<JsonNode> value = Optional.ofNullable(json.get(name));
      if (value.isEmpty() && components[i].getType() == Optional.class) {
        values[i] = Optional.empty();
      } else {
        expect(value.isPresent(), name, where, json);
        values[i] = read(value.orElseThrow(), components[i].getGenericType(), where + "." + name);
      }
    }
    return Reflect.create(type, values);
  }

  private static Object member(JsonNode json, Class<?> family, String where) {
    String kind = json.path(RecordJson.KIND).asText();
    expect(family.isSealed(), "a known type instead of " + family, where, json);
    Optional<Class<?>> member =
        Arrays.stream(family.getPermittedSubclasses())
            .filter(candidate -> candidate.getSimpleName().equals(kind))
            .findFirst();
    expect(member.isPresent(), "one of the " + family.getSimpleName() + " family", where, json);
    return record(json, member.orElseThrow(), where);
  }

  static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + name));
  }

  private static void expect(boolean holds, String wanted, String where, JsonNode found) {
    if (!holds) {
      String text = found.toString();
      throw new IllegalArgumentException(
          where
              + " must have "
              + wanted
              + " but there is "
              + text.substring(0, Math.min(80, text.length())));
    }
  }
}
