package dev.ekube.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Values of any record or sealed family, made from its components: a new subtype has samples
 * without anybody thinking of it.
 */
public final class Samples {
  private static final String[] TEXTS = {
    "", "plain", "quote \" back \\ slash /", "line\nfeed\ttab\u0001\u007f", "äß€\ud83d\ude00\u2028"
  };

  private final RandomGenerator random;

  private Samples(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** So many values of each permitted subtype, or of the record itself. */
  public static <T> Stream<T> of(Class<T> type, int each, long seed) {
    Samples samples = new Samples(seed);
    return leaves(type)
        .flatMap(leaf -> Stream.generate(() -> type.cast(samples.value(leaf))).limit(each));
  }

  /** The records that a sealed family consists of. */
  public static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::leaves)
        : Stream.of(type);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    if (plain == int.class) {
      return random.nextInt(1 << random.nextInt(1, 9));
    }
    if (plain == long.class || plain == Long.class) {
      return random.nextBoolean() ? random.nextLong() : random.nextLong(1000);
    }
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    if (plain.isSealed()) {
      List<Class<?>> leaves = leaves(plain).toList();
      return value(leaves.get(random.nextInt(leaves.size())));
    }
    return switch (plain.getSimpleName()) {
      case "NodeName" -> make(plain, "node" + random.nextInt(1000));
      case "Ipv4" -> make(plain, (long) random.nextInt(Integer.MAX_VALUE));
      case "Incarnation" -> make(plain, Long.toHexString(random.nextLong(1, Long.MAX_VALUE)));
      case "Bytes" -> dev.ekube.model.Bytes.of(bytes());
      case "PlacedFile" ->
          PlacedFile.text(
              "/etc/f" + random.nextInt(100),
              random.nextInt(0777),
              (String) value(String.class),
              (dev.ekube.machine.Task) value(dev.ekube.machine.Task.class));
      default -> record(plain);
    };
  }

  private Object generic(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    int size = random.nextInt(4);
    if (type.getRawType() == Optional.class) {
      return random.nextBoolean() ? Optional.of(value(of[0])) : Optional.empty();
    }
    if (type.getRawType() == List.class) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(value(of[0]));
      }
      return list;
    }
    if (type.getRawType() == SortedMap.class) {
      SortedMap<Object, Object> map = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        map.put(value(of[0]), value(of[1]));
      }
      return map;
    }
    throw new AssertionError("teach Samples to make a " + type);
  }

  private Object record(Class<?> type) {
    if (!type.isRecord()) {
      throw new AssertionError("teach Samples to make a " + type);
    }
    return make(
        type,
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getGenericType)
            .map(this::value)
            .toArray());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Object make(Class<?> type, Object... arguments) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make a " + type, e);
    }
  }
}
