package dev.ekube.manager.ledger;

import java.lang.reflect.RecordComponent;

/** Keys of maps: texts, numbers, and records of one such component. */
final class Keys {
  private Keys() {}

  static String write(Object key) {
    return switch (key) {
      case String text -> text;
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Enum<?> constant -> constant.name();
      case Record record -> write(Reflect.get(only(record.getClass()), record));
      default -> throw new IllegalArgumentException("no key: " + key.getClass());
    };
  }

  static Object read(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == Integer.class || type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == Long.class || type == long.class) {
      return Long.valueOf(text);
    }
    return type.isEnum()
        ? RecordReader.constant(type, text)
        : Reflect.create(type, new Object[] {read(text, only(type).getType())});
  }

  private static RecordComponent only(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != 1) {
      throw new IllegalArgumentException("no key: " + type);
    }
    return components[0];
  }
}
