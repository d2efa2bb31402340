package io.github.gdxbrains.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Turns records and plain values into trees. */
final class RecordTree {
  private RecordTree() {}

  static Node.Mapping ofRecord(Record settings, Place place) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Node value = ofValue(read(settings, component), place);
      entries.put(Settings.key(component.getName()), new Node.Entry(place, value));
    }
    return new Node.Mapping(place, entries);
  }

  static Node ofValue(Object value, Place place) {
    if (value instanceof Node node) {
      return node;
    }
    if (value instanceof Record settings) {
      return isSingleValue(settings.getClass())
          ? ofValue(read(settings, settings.getClass().getRecordComponents()[0]), place)
          : ofRecord(settings, place);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(inner -> ofValue(inner, place)).orElse(Node.Scalar.none(place));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Node.Entry> sorted = new TreeMap<>();
      map.forEach(
          (key, item) -> sorted.put(key.toString(), new Node.Entry(place, ofValue(item, place))));
      return new Node.Mapping(place, sorted);
    }
    if (value instanceof List<?> list) {
      List<Node> items = new ArrayList<>();
      list.forEach(item -> items.add(ofValue(item, place)));
      return new Node.Sequence(place, items);
    }
    return ofText(text(value), place);
  }

  /** Of the records that a sealed interface permits, the one that is written as a lone value. */
  static boolean isSingleValue(Class<? extends Record> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    return components.length == 1
        && components[0].getName().equals("value")
        && Arrays.stream(kind.getInterfaces()).anyMatch(Class::isSealed);
  }

  private static Node ofText(Optional<String> text, Place place) {
    return text.<Node>map(t -> Node.Scalar.of(place, t)).orElse(Node.Scalar.none(place));
  }

  private static Optional<String> text(Object value) {
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Optional.of(decimal(number.getAsDouble())) : Optional.empty();
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Optional.of("" + number.getAsInt()) : Optional.empty();
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? Optional.of("" + number.getAsLong()) : Optional.empty();
    }
    if (value instanceof Float || value instanceof Double) {
      return Optional.of(decimal((Number) value));
    }
    if (value instanceof Enum<?> constant) {
      return Optional.of(name(constant));
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return Optional.of(value.toString());
    }
    throw new IllegalArgumentException(value.getClass().getName() + " cannot be a setting");
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The shortest decimal that reads back as the same number, in YAML's spelling. */
  private static String decimal(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = number.toString().toLowerCase(Locale.ROOT);
    int exponent = text.indexOf('e');
    return exponent < 0 || text.charAt(exponent + 1) == '-'
        ? text
        : text.substring(0, exponent) + "e+" + text.substring(exponent + 1);
  }

  static Object read(Record settings, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(
          settings.getClass().getName() + "." + component.getName() + " cannot be read", broken);
    }
  }
}
