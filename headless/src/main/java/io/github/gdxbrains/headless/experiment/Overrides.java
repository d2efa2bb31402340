package io.github.gdxbrains.headless.experiment;

import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Place;
import io.github.gdxbrains.config.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line changes in an experiment. */
final class Overrides {
  private Overrides() {}

  /**
   * Applies {@code --set a.b=v}: the value is YAML, and {@code *} stands for every key that is
   * there.
   */
  static Node.Mapping set(Node.Mapping tree, String assignment) {
    Place place = Place.option("--set " + assignment);
    int equals = assignment.indexOf('=');
    String path = equals < 0 ? "" : assignment.substring(0, equals).strip();
    List<String> keys = Arrays.asList(path.split("\\.", -1));
    if (keys.contains("")) {
      throw place.error("must look like behaviors.*.hyperparameters.batch_size=256");
    }
    Node value = Yaml.parse(assignment.substring(equals + 1).strip(), line -> place);
    return set(tree, keys, 0, value);
  }

  /** Sets one key, under every key where the path has a {@code *}. */
  static Node.Mapping set(Node.Mapping tree, String option, String path, String value) {
    Node scalar = Node.Scalar.of(Place.option(option + " " + value), value);
    return set(tree, Arrays.asList(path.split("\\.")), 0, scalar);
  }

  private static Node.Mapping set(Node.Mapping tree, List<String> keys, int depth, Node value) {
    List<String> names = new ArrayList<>(List.of(keys.get(depth)));
    if (names.contains("*")) {
      names = new ArrayList<>(tree.entries().keySet());
      if (names.isEmpty()) {
        String path = String.join(".", keys.subList(0, depth + 1));
        throw value.place().error("there is nothing to set at " + path);
      }
    }
    Node.Mapping changed = tree;
    for (String name : names) {
      changed =
          depth == keys.size() - 1
              ? changed.with(name, value)
              : withBelow(changed, name, keys, depth, value);
    }
    return changed;
  }

  private static Node.Mapping withBelow(
      Node.Mapping tree, String name, List<String> keys, int depth, Node value) {
    Node below = tree.get(name).orElseGet(() -> Node.Mapping.empty(value.place()));
    if (below instanceof Node.Scalar scalar && scalar.isNull()) {
      below = Node.Mapping.empty(value.place());
    }
    if (!(below instanceof Node.Mapping mapping)) {
      String path = String.join(".", keys.subList(0, depth + 1));
      throw value.place().error(path + " is " + below.kind() + ", which has no keys");
    }
    Node.Mapping changed = set(mapping, keys, depth + 1, value);
    Node.Entry old = tree.entries().get(name);
    Map<String, Node.Entry> entries = new LinkedHashMap<>(tree.entries());
    entries.put(name, new Node.Entry(old == null ? value.place() : old.place(), changed));
    return new Node.Mapping(tree.place(), entries);
  }

  /**
   * Lets every behavior learn by another learner: hyperparameters of the old one are dropped, for
   * they would mean nothing to the new one.
   */
  static Node.Mapping train(Node.Mapping tree, String trainer) {
    if (!(tree.get("behaviors").orElse(null) instanceof Node.Mapping behaviors)) {
      throw new UserError("--trainer " + trainer + ": the experiment names no behaviors");
    }
    Node.Mapping changed = behaviors;
    Node.Scalar name = Node.Scalar.of(Place.option("--trainer " + trainer), trainer);
    for (Map.Entry<String, Node.Entry> entry : behaviors.entries().entrySet()) {
      Node.Mapping behavior =
          entry.getValue().value() instanceof Node.Mapping mapping
              ? mapping
              : Node.Mapping.empty(entry.getValue().place());
      boolean isSame =
          behavior.get("trainer_type").orElse(name) instanceof Node.Scalar old
              && old.text().equals(trainer);
      Node.Mapping kept = isSame ? behavior : behavior.without("hyperparameters");
      changed = changed.with(entry.getKey(), kept.with("trainer_type", name));
    }
    return tree.with("behaviors", changed);
  }
}
