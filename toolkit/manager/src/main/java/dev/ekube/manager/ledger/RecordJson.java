package dev.ekube.manager.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Values of records as JSON. A record of one component is that component when it stands as a key; a
 * record that belongs to a sealed family says which one it is as {@code is}; an empty Optional is
 * left out. The reader is strict: what it does not know, it refuses.
 */
public final class RecordJson {
  static final String KIND = "is";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RecordJson() {}

  /** Writes any value of records, sealed families, enums, texts, numbers and collections. */
  public static JsonNode write(Object value) {
    return switch (value) {
      case String text -> JSON.textNode(text);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      case Enum<?> constant -> JSON.textNode(constant.name());
      case Optional<?> optional -> optional.map(RecordJson::write).orElse(JSON.nullNode());
      case Collection<?> collection -> {
        var array = JSON.arrayNode();
        collection.forEach(element -> array.add(write(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        map.forEach((key, element) -> object.set(Keys.write(key), write(element)));
        yield object;
      }
      case Record record -> record(record);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  private static JsonNode record(Record record) {
    var object = JSON.objectNode();
    if (isOfFamily(record.getClass())) {
      object.put(KIND, record.getClass().getSimpleName());
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = Reflect.get(component, record);
      if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
        object.set(component.getName(), write(value));
      }
    }
    return object;
  }

  private static boolean isOfFamily(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
  }

  /** Reads what {@link #write} has made of such a value; refuses everything else in words. */
  public static <T> T read(JsonNode json, Class<T> type) {
    return type.cast(RecordReader.read(json, (Type) type, type.getSimpleName()));
  }
}
