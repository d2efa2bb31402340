package io.github.gdxbrains.config;

import java.util.Map;

/**
 * Records as settings: every component is a key, in snake case ({@code batchSize} is {@code
 * batch_size}). A component is a number, a boolean, a string, an enum constant (in lower case), an
 * optional number, another record, or a list or map of these. A record without a constant {@code
 * DEFAULT} must be given whole, but for what is an {@code Optional}. Where there are several kinds,
 * a component is declared as a sealed interface: the kind is told by its keys, and one whose only
 * component is called {@code value} is written as that value alone.
 *
 * <pre>{@code
 * PpoConfig config = Settings.with(PpoConfig.DEFAULT, Map.of("batch_size", 256, "beta", 0.01));
 * }</pre>
 */
public final class Settings {
  private Settings() {}

  /**
   * A record with some settings changed.
   *
   * @param defaults what is not mentioned keeps its value
   * @param changes by key; a nested record's changes are a map
   * @throws UserError if a key is unknown, or a value is of the wrong type or out of range
   */
  public static <R extends Record> R with(R defaults, Map<String, ?> changes) {
    return bind(RecordTree.ofValue(changes, Place.NONE), defaults);
  }

  /**
   * The record that a tree of settings describes.
   *
   * @param node a mapping
   * @param defaults what the tree does not mention keeps its value; a component that is declared as
   *     a record of any kind is of the kind that it has here
   * @throws UserError if a key is unknown, or a value is of the wrong type or out of range, with
   *     the place where it stands
   */
  public static <R extends Record> R bind(Node node, R defaults) {
    return Binder.bind(node, "", defaults);
  }

  /**
   * The tree of a record's components in their order, maps sorted by key; binding it gives an equal
   * record.
   */
  public static Node.Mapping tree(Record settings) {
    return RecordTree.ofRecord(settings, Place.NONE);
  }

  /** A component's name as a key: {@code batchSize} is {@code batch_size}. */
  public static String key(String component) {
    StringBuilder key = new StringBuilder();
    for (char c : component.toCharArray()) {
      if (Character.isUpperCase(c)) {
        key.append('_').append(Character.toLowerCase(c));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }
}
