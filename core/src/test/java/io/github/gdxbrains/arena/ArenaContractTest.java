package io.github.gdxbrains.arena;

import io.github.gdxbrains.catalog.Games;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every built-in game holds the contract, with its defaults and where episodes end often. */
final class ArenaContractTest {
  private static final Map<String, Map<String, Float>> SHORT =
      Map.of(
          "cartpole", Map.of("max_steps", 20f),
          "flappy-bird", Map.of("observation", 1f, "pipe_gap", 200f, "max_pipes", 1f),
          "soccer", Map.of("time_limit", 2f, "goal_width", 7f, "players", 1f, "observation", 1f),
          "bandit", Map.of("contexts", 1f, "pulls", 3f),
          "corridor", Map.of("length", 6f, "max_steps", 6f),
          "frozen-lake", Map.of("map", 1f, "max_steps", 12f),
          "grid-world", Map.of("layout_seed", 0f, "observation", 1f, "max_steps", 12f),
          "memory", Map.of("cues", 4f, "delay", 2f),
          "pong", Map.of("points", 1f, "time_limit", 2f),
          "battle", Map.of("per_side", 3f, "view_range", 2f, "damage", 5f, "max_cycles", 30f));

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
