package io.github.gdxbrains.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of settings, as a file or a command line gives them: each node knows where it stands. */
public sealed interface Node {
  /** Where it stands. */
  Place place();

  /** What it is, for messages: {@code a mapping}. */
  String kind();

  /**
   * One value.
   *
   * @param text as written, without quotes; empty if {@code isNull}
   * @param isNull whether nothing was written, or {@code null}
   */
  record Scalar(Place place, String text, boolean isNull) implements Node {
    /** A value that is not null. */
    public static Scalar of(Place place, String text) {
      return new Scalar(place, text, false);
    }

    /** No value. */
    public static Scalar none(Place place) {
      return new Scalar(place, "", true);
    }

    @Override
    public String kind() {
      return isNull ? "empty" : "'" + text + "'";
    }
  }

  /** Several nodes in order. */
  record Sequence(Place place, List<Node> items) implements Node {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Nodes by key, in the order in which they were written. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    /** Copies the map. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Without entries. */
    public static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    /** The value of a key. */
    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The same with one key set, in its old position if it was there. */
    public Mapping with(String key, Node value) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key, new Entry(value.place(), value));
      return new Mapping(place, changed);
    }

    /** The same without a key. */
    public Mapping without(String key) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return new Mapping(place, changed);
    }

    /**
     * Where the end of a path stands, or the nearest thing above it that is there.
     *
     * @param path keys, and places in lists from 0
     */
    public Place placeOf(String... path) {
      Place found = place;
      Node node = this;
      for (String key : path) {
        if (node instanceof Mapping mapping && mapping.entries().containsKey(key)) {
          found = mapping.entries().get(key).place();
          node = mapping.entries().get(key).value();
        } else if (node instanceof Sequence list
            && key.matches("\\d{1,9}")
            && Integer.parseInt(key) < list.items().size()) {
          node = list.items().get(Integer.parseInt(key));
          found = node.place();
        } else {
          return found;
        }
      }
      return found;
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * What a mapping holds under a key.
   *
   * @param place of the key
   * @param value of the key
   */
  record Entry(Place place, Node value) {}
}
