package io.github.gdxbrains.arena;

import static java.util.Map.entry;

import io.github.gdxbrains.catalog.Games;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every built-in game holds the contract, with its defaults and where episodes end often. */
final class ArenaContractTest {
  private static final Map<String, Map<String, Float>> SHORT =
      Map.ofEntries(
          entry("cartpole", Map.of("max_steps", 20f)),
          entry("flappy-bird", Map.of("observation", 1f, "pipe_gap", 200f, "max_pipes", 1f)),
          entry(
              "soccer",
              Map.of(
                  "time_limit",
                  2f,
                  "goal_width",
                  7f,
                  "players",
                  2f,
                  "goalkeepers",
                  1f,
                  "observation",
                  1f)),
          entry("bandit", Map.of("contexts", 1f, "pulls", 3f)),
          entry("corridor", Map.of("length", 6f, "max_steps", 6f)),
          entry("frozen-lake", Map.of("map", 1f, "max_steps", 12f)),
          entry("grid-world", Map.of("layout_seed", 0f, "observation", 1f, "max_steps", 12f)),
          entry("maze", Map.of("size", 5f, "doors", 1f, "levels", 2f, "steps_per_cell", 20f)),
          entry("pyramids", Map.of("rooms", 2f, "room_size", 3f)),
          entry("memory", Map.of("cues", 4f, "delay", 2f)),
          entry(
              "simple-spread",
              Map.of("N", 2f, "max_cycles", 3f, "continuous_actions", 1f, "observation", 1f)),
          entry("simple-tag", Map.of("num_good", 2f, "max_cycles", 3f, "continuous_actions", 1f)),
          entry("simple-speaker-listener", Map.of("max_cycles", 3f, "continuous_actions", 1f)),
          entry("pong", Map.of("points", 1f, "time_limit", 2f)),
          entry(
              "battle", Map.of("per_side", 3f, "view_range", 2f, "damage", 5f, "max_cycles", 30f)),
          entry("dungeon-escape", Map.of("agents", 2f, "size", 3f, "group_reward", 0.5f)),
          entry("duel", Map.of("actions", 1f, "crates", 0f, "damage", 100f, "time_limit", 3f)),
          entry("wall-jump", Map.of("wall_height", 0f, "time_limit", 3f)),
          entry(
              "push-block",
              Map.of("agents", 2f, "blocks", 2f, "block_weight", 2f, "time_limit", 2f)));

  @TestFactory
  Stream<DynamicContainer> everyGameHoldsTheContract() {
    return Games.builtIn().stream()
        .flatMap(
            game ->
                Stream.of(
                    container(game, "defaults", Map.of()),
                    container(game, "short", SHORT.getOrDefault(game.name(), Map.of()))));
  }

  private static DynamicContainer container(
      Game game, String label, Map<String, Float> parameters) {
    ArenaContract contract = new ArenaContract(game, Parameters.of(game, parameters));
    return DynamicContainer.dynamicContainer(
        game.name() + ", " + label,
        contract.checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), check::run)));
  }
}
