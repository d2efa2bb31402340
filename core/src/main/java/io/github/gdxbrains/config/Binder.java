package io.github.gdxbrains.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes records of trees, and says exactly what does not fit. */
final class Binder {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d[\\d_]*(\\.[\\d_]*)?|\\.\\d[\\d_]*)([eE][-+]?\\d{1,5})?");

  private static final Optional<Object> NOTHING = Optional.of(Optional.empty());

  private Binder() {}

  static <R extends Record> R bind(Node node, String path, R defaults) {
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) defaults.getClass();
    return bind(node, path, type, Optional.of(defaults));
  }

  /** Without defaults everything must be there but what is optional. */
  private static <R extends Record> R bind(
      Node node, String path, Class<R> type, Optional<? extends Record> defaults) {
    Node.Mapping mapping = mapping(node, path);
    RecordComponent[] components = type.getRecordComponents();
    List<String> keys = keys(type);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                throw error(
                    entry.place(),
                    join(path, key),
                    ": unknown key, " + UserError.suggestion(key, keys));
              }
            });
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String key = keys.get(i);
      Optional<Object> byDefault =
          defaults
              .map(record -> RecordTree.read(record, component))
              .or(() -> component.getType() == Optional.class ? NOTHING : Optional.empty());
      Optional<Node> given = mapping.get(key);
      values[i] =
          given.isPresent()
              ? value(given.get(), join(path, key), component.getGenericType(), byDefault)
              : byDefault.orElseThrow(() -> error(mapping.place(), path, " lacks " + key));
    }
    return construct(type, values, mapping, path);
  }

  private static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> Settings.key(component.getName()))
        .toList();
  }

  private static <R extends Record> R construct(
      Class<R> type, Object[] values, Node node, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof InvalidValue invalid) {
        Place place =
            node instanceof Node.Mapping mapping
                ? mapping.placeOf(invalid.key().split("[.\\[\\]]+"))
                : node.place();
        throw place.error(join(path, invalid.getMessage()));
      }
      if (refused.getCause() instanceof IllegalArgumentException invalid) {
        throw error(node.place(), path, ": " + invalid.getMessage());
      }
      throw new IllegalStateException(type.getName() + " cannot be made", refused);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(type.getName() + " cannot be made", broken);
    }
  }

  /** One of the records that a sealed interface permits: told by its keys, or a single value. */
  private static Object oneOf(Node node, String path, Class<?> choice) {
    List<Class<? extends Record>> kinds = new ArrayList<>();
    addKinds(choice, kinds);
    Optional<Class<? extends Record>> single =
        kinds.stream().filter(RecordTree::isSingleValue).findFirst();
    if (single.isPresent() && !(node instanceof Node.Mapping)) {
      Type type = single.get().getRecordComponents()[0].getGenericType();
      Object[] values = {value(node, path, type, Optional.empty())};
      return construct(single.get(), values, node, path);
    }
    Set<String> given = mapping(node, path).entries().keySet();
    kinds.removeIf(RecordTree::isSingleValue);
    Class<? extends Record> nearest =
        kinds.stream()
            .max(
                Comparator.comparingLong(
                    kind -> given.stream().filter(keys(kind)::contains).count()))
            .orElseThrow();
    if (given.stream().noneMatch(keys(nearest)::contains)) {
      List<String> all = kinds.stream().flatMap(kind -> keys(kind).stream()).toList();
      if (given.isEmpty()) {
        throw error(node.place(), path, " is empty, but must have " + String.join(" or ", all));
      }
      String key = given.iterator().next();
      throw error(
          mapping(node, path).placeOf(key),
          join(path, key),
          ": unknown key, " + UserError.suggestion(key, all));
    }
    return bind(node, path, nearest, defaultOf(nearest));
  }

  @SuppressWarnings("unchecked")
  private static void addKinds(Class<?> choice, List<Class<? extends Record>> kinds) {
    for (Class<?> kind : choice.getPermittedSubclasses()) {
      if (kind.isRecord()) {
        kinds.add((Class<? extends Record>) kind);
      } else {
        addKinds(kind, kinds);
      }
    }
  }

  /** A node as a type asks for it; {@code byDefault} says what a nested record leaves out. */
  private static Object value(Node node, String path, Type type, Optional<Object> byDefault) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Map.class) {
        return map(node, path, arguments[1], byDefault);
      }
      if (generic.getRawType() == List.class) {
        return list(node, path, arguments[0]);
      }
      if (generic.getRawType() == Optional.class) {
        Optional<Object> inner = byDefault.flatMap(optional -> (Optional<?>) optional);
        return isNull(node)
            ? Optional.empty()
            : Optional.of(value(node, path, arguments[0], inner));
      }
    }
    if (type instanceof Class<?> plain && Record.class.isAssignableFrom(plain)) {
      Optional<Record> defaults = byDefault.map(Record.class::cast).or(() -> defaultOf(plain));
      Class<? extends Record> kind =
          defaults.isPresent() ? defaults.get().getClass() : plain.asSubclass(Record.class);
      return bind(node, path, kind, defaults);
    }
    if (type instanceof Class<?> plain && plain.isInterface() && plain.isSealed()) {
      return oneOf(node, path, plain);
    }
    return value(node, path, type);
  }

  private static Object value(Node node, String path, Type type) {
    if (type == OptionalDouble.class) {
      return isNull(node) ? OptionalDouble.empty() : OptionalDouble.of(decimal(node, path));
    }
    if (type == OptionalInt.class) {
      return isNull(node) ? OptionalInt.empty() : OptionalInt.of(whole(node, path));
    }
    if (type == OptionalLong.class) {
      return isNull(node) ? OptionalLong.empty() : OptionalLong.of(wholeLong(node, path));
    }
    if (type == int.class || type == Integer.class) {
      return whole(node, path);
    }
    if (type == long.class || type == Long.class) {
      return wholeLong(node, path);
    }
    if (type == float.class || type == Float.class) {
      return single(node, path);
    }
    if (type == double.class || type == Double.class) {
      return decimal(node, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(node, path);
    }
    if (type == String.class) {
      return text(node, path, "text");
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      return constant(node, path, plain);
    }
    throw new IllegalArgumentException(path + ": " + type.getTypeName() + " cannot be a setting");
  }

  private static Map<String, Object> map(
      Node node, String path, Type type, Optional<Object> byDefault) {
    Map<?, ?> defaults = (Map<?, ?>) byDefault.orElse(Map.of());
    Map<String, Object> values = new LinkedHashMap<>();
    mapping(node, path)
        .entries()
        .forEach(
            (key, entry) -> {
              Optional<Object> known = Optional.ofNullable(defaults.get(key));
              values.put(key, value(entry.value(), join(path, key), type, known));
            });
    return values;
  }

  private static List<Object> list(Node node, String path, Type type) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw wrongType(node, path, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (Node item : sequence.items()) {
      values.add(value(item, path + "[" + values.size() + "]", type, Optional.empty()));
    }
    return values;
  }

  /** What the record class itself declares as {@code DEFAULT}. */
  private static Optional<Record> defaultOf(Class<?> type) {
    try {
      Field constant = type.getDeclaredField("DEFAULT");
      constant.setAccessible(true);
      return Optional.of((Record) constant.get(null));
    } catch (NoSuchFieldException none) {
      return Optional.empty();
    } catch (IllegalAccessException broken) {
      throw new IllegalStateException(type.getName() + ".DEFAULT cannot be read", broken);
    }
  }

  private static Node.Mapping mapping(Node node, String path) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (isNull(node)) {
      return Node.Mapping.empty(node.place());
    }
    throw wrongType(node, path, "a mapping");
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNull();
  }

  private static String text(Node node, String path, String wanted) {
    if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw wrongType(node, path, wanted);
  }

  private static BigDecimal number(Node node, String path, String wanted) {
    String text = text(node, path, wanted);
    if (!NUMBER.matcher(text).matches()) {
      throw wrongType(node, path, wanted);
    }
    return new BigDecimal(text.replace("_", ""));
  }

  private static long wholeLong(Node node, String path) {
    BigDecimal number = number(node, path, "a whole number");
    if (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw error(node.place(), path, " is " + text(node, path, "") + ", which is too large");
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException fraction) {
      throw wrongType(node, path, "a whole number");
    }
  }

  private static int whole(Node node, String path) {
    long number = wholeLong(node, path);
    if (number != (int) number) {
      throw error(
          node.place(),
          path,
          " is "
              + number
              + ", but must be within ["
              + Integer.MIN_VALUE
              + ", "
              + Integer.MAX_VALUE
              + "]");
    }
    return (int) number;
  }

  private static double decimal(Node node, String path) {
    String text = text(node, path, "a number");
    switch (text) {
      case ".inf", "+.inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-.inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      case ".nan" -> {
        return Double.NaN;
      }
      default -> {
        double value = number(node, path, "a number").doubleValue();
        if (Double.isInfinite(value)) {
          throw error(node.place(), path, " is " + text + ", which is too large");
        }
        return value;
      }
    }
  }

  private static float single(Node node, String path) {
    double value = decimal(node, path);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return (float) value;
    }
    // not through the double: a number must be rounded once
    float rounded = number(node, path, "a number").floatValue();
    if (Float.isInfinite(rounded)) {
      throw error(
          node.place(), path, " is " + text(node, path, "a number") + ", which is too large");
    }
    return rounded;
  }

  private static boolean truth(Node node, String path) {
    String text = text(node, path, "true or false");
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw wrongType(node, path, "true or false");
  }

  private static Object constant(Node node, String path, Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> RecordTree.name((Enum<?>) c)).toList();
    String text = text(node, path, "one of " + String.join(", ", names));
    int index = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw error(node.place(), path, " is '" + text + "', " + UserError.suggestion(text, names));
    }
    return type.getEnumConstants()[index];
  }

  private static UserError wrongType(Node node, String path, String wanted) {
    return error(node.place(), path, " is " + node.kind() + ", but must be " + wanted);
  }

  /** A mistake at a path; the tree's own path is empty. */
  private static UserError error(Place place, String path, String message) {
    return place.error((path.isEmpty() ? "it" : path) + message);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
