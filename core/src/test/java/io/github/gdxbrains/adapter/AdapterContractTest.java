package io.github.gdxbrains.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What both conventions promise holds for every built-in game. */
final class AdapterContractTest {
  private static final int EPISODES = 3;
  private static final int STEPS = 2000;

  @TestFactory
  Stream<DynamicContainer> everyGameHoldsTheConventions() {
    return Games.builtIn().stream()
        .map(
            game ->
                DynamicContainer.dynamicContainer(
                    game.name(),
                    Stream.of(
                        check(
                            "both conventions give the same trajectories",
                            game,
                            AdapterContractTest::sameTrajectories),
                        check(
                            "what was told adds up to the returns",
                            game,
                            AdapterContractTest::rewardsAddUp),
                        check(
                            "impossible actions are refused and change nothing",
                            game,
                            AdapterContractTest::impossibleActionsAreRefused),
                        check(
                            "after the end nobody is left and a reset starts over",
                            game,
                            AdapterContractTest::endsAndStartsOver))));
  }

  /** Fewer agents and shorter episodes where there are many of them. */
  private static Map<String, Float> few(Game game) {
    return game.name().equals("battle") ? Map.of("per_side", 4f, "max_cycles", 100f) : Map.of();
  }

  private static DynamicTest check(String name, Game game, Consumer<Game> body) {
    return DynamicTest.dynamicTest(name, () -> body.accept(game));
  }

  /** Everybody's own chance, so that the order in which they choose does not matter. */
  private static Map<String, RandomStream> chances(List<String> agents) {
    Map<String, RandomStream> chances = new LinkedHashMap<>();
    for (String agent : agents) {
      chances.put(agent, new RandomStream(chances.size()));
    }
    return chances;
  }

  /** What an agent was told when it decided, or at its end, and what it did then. */
  private static String moment(
      float[] seen, float reward, boolean terminated, boolean truncated, AgentAction action) {
    return String.join(
        " ",
        Arrays.toString(seen),
        "" + reward,
        "" + terminated,
        "" + truncated,
        Arrays.toString(action.choices()),
        Arrays.toString(action.numbers()));
  }

  private static Map<String, List<String>> inParallel(ParallelEnv env, long seed) {
    Map<String, RandomStream> chances = chances(env.possibleAgents());
    Map<String, List<String>> told = new LinkedHashMap<>();
    Map<String, Float> owed = new LinkedHashMap<>();
    env.possibleAgents().forEach(agent -> told.put(agent, new ArrayList<>()));
    env.reset(seed);
    for (int i = 0; i < STEPS && !env.agents().isEmpty(); i++) {
      Map<String, AgentAction> actions = new LinkedHashMap<>();
      for (String agent : env.deciding()) {
        AgentAction action = env.sample(agent, chances.get(agent));
        float reward = owed.getOrDefault(agent, 0f);
        told.get(agent).add(moment(env.observe(agent), reward, false, false, action));
        actions.put(agent, action);
        owed.put(agent, 0f);
      }
      ParallelEnv.Step step = env.step(actions);
      for (String agent : step.rewards().keySet()) {
        owed.merge(agent, step.rewards().get(agent), Float::sum);
        boolean terminated = step.terminations().get(agent);
        boolean truncated = step.truncations().get(agent);
        if (terminated || truncated) {
          float[] seen = step.observations().get(agent);
          float reward = owed.get(agent);
          told.get(agent).add(moment(seen, reward, terminated, truncated, AgentAction.NONE));
        }
      }
    }
    return told;
  }

  /** The same as {@link #inParallel}, up to as many moments of each agent. */
  private static Map<String, List<String>> oneByOne(
      AecEnv env, long seed, Map<String, List<String>> expected) {
    Map<String, RandomStream> chances = chances(env.possibleAgents());
    Map<String, List<String>> told = new LinkedHashMap<>();
    env.possibleAgents().forEach(agent -> told.put(agent, new ArrayList<>()));
    env.reset(seed);
    while (!env.agents().isEmpty()) {
      String agent = env.agentSelection();
      if (told.get(agent).size() == expected.get(agent).size()) {
        break;
      }
      AecEnv.Last last = env.last();
      AgentAction action = env.sample(chances.get(agent));
      told.get(agent)
          .add(
              moment(
                  last.observation(),
                  last.reward(),
                  last.termination(),
                  last.truncation(),
                  action));
      env.step(action);
    }
    return told;
  }

  private static void sameTrajectories(Game game) {
    try (ParallelEnv parallel = new ParallelEnv(game, few(game));
        AecEnv aec = new AecEnv(game, few(game))) {
      for (long seed = 0; seed < EPISODES; seed++) {
        Map<String, List<String>> expected = inParallel(parallel, seed);
        assertThat(expected.values()).allSatisfy(told -> assertThat(told).isNotEmpty());
        assertThat(oneByOne(aec, seed, expected)).isEqualTo(expected);
      }
    }
  }

  private static void rewardsAddUp(Game game) {
    try (AecEnv env = new AecEnv(game, few(game))) {
      Map<String, RandomStream> chances = chances(env.possibleAgents());
      for (long seed = 0; seed < EPISODES; seed++) {
        Map<String, Double> sums = new LinkedHashMap<>();
        Map<String, Double> returns = new LinkedHashMap<>();
        env.reset(seed);
        for (int i = 0; i < 20 * STEPS && !env.agents().isEmpty(); i++) {
          String agent = env.agentSelection();
          AecEnv.Last last = env.last();
          sums.merge(agent, (double) last.reward(), Double::sum);
          if (last.termination() || last.truncation()) {
            returns.put(agent, episodeReturn(env.arena(), env.possibleAgents().indexOf(agent)));
          }
          env.step(env.sample(chances.get(agent)));
        }
        assertThat(returns).isNotEmpty();
        returns.forEach(
            (agent, expected) ->
                assertThat(sums.get(agent))
                    .as(agent)
                    .isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected)))));
      }
    }
  }

  /** Of the episode that has ended, or of an agent that has died in the one that goes on. */
  private static double episodeReturn(Arena arena, int seat) {
    EpisodeLog log = arena.log();
    return log.count() > 0 ? log.episodeReturn(0, seat) : arena.agent(seat).episodeReturn();
  }

  private static void impossibleActionsAreRefused(Game game) {
    try (ParallelEnv parallel = new ParallelEnv(game, few(game));
        AecEnv aec = new AecEnv(game, few(game))) {
      Map<String, RandomStream> chances = chances(parallel.possibleAgents());
      parallel.reset(1);
      aec.reset(1);
      for (int i = 0; i < 50 && !aec.agents().isEmpty(); i++) {
        String agent = aec.agentSelection();
        if (aec.last().termination() || aec.last().truncation()) {
          break;
        }
        float[] before = aec.observe(agent).clone();
        AgentAction legal = aec.sample(chances.get(agent));
        for (AgentAction impossible : impossible(aec.behavior(agent), legal)) {
          refuses(game, agent, () -> aec.step(impossible));
        }
        refusesMasked(game, aec, agent, legal);
        assertThat(aec.agentSelection()).isEqualTo(agent);
        assertThat(aec.observe(agent)).isEqualTo(before);
        aec.step(legal);
      }
      String first = parallel.deciding().get(0);
      refuses(game, first, () -> parallel.step(Map.of()));
      assertThatThrownBy(() -> parallel.step(Map.of("nobody", AgentAction.NONE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(game.name() + ": no agent is named 'nobody'");
    }
  }

  private static void refuses(Game game, String agent, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(game.name() + ": " + agent + " ")
        .message()
        .doesNotContain("\n");
  }

  private static List<AgentAction> impossible(BehaviorSpec behavior, AgentAction legal) {
    List<AgentAction> impossible = new ArrayList<>();
    impossible.add(AgentAction.NONE);
    for (int branch = 0; branch < legal.choices().length; branch++) {
      for (int option : new int[] {-1, behavior.actions().branches().get(branch)}) {
        int[] choices = legal.choices().clone();
        choices[branch] = option;
        impossible.add(new AgentAction(choices, legal.numbers()));
      }
    }
    for (int i = 0; i < legal.numbers().length; i++) {
      for (float number : new float[] {Float.NaN, 1.5f}) {
        float[] numbers = legal.numbers().clone();
        numbers[i] = number;
        impossible.add(new AgentAction(legal.choices(), numbers));
      }
    }
    return impossible;
  }

  /** Tries every forbidden option of the first branch. */
  private static void refusesMasked(Game game, AecEnv env, String agent, AgentAction legal) {
    if (legal.choices().length == 0) {
      return;
    }
    boolean[] mask = env.last().actionMask();
    for (int option = 0; option < env.behavior(agent).actions().branches().get(0); option++) {
      if (!mask[option]) {
        int[] choices = legal.choices().clone();
        choices[0] = option;
        AgentAction forbidden = new AgentAction(choices, legal.numbers());
        assertThatThrownBy(() -> env.step(forbidden))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(
                String.format(
                    "%s: %s chose option %d of branch 0, which its mask forbids; allowed are [",
                    game.name(), agent, option));
      }
    }
  }

  private static void endsAndStartsOver(Game game) {
    try (ParallelEnv env = new ParallelEnv(game, few(game));
        AecEnv aec = new AecEnv(game, few(game))) {
      assertThatThrownBy(() -> env.step(Map.of())).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(aec::agentSelection).isInstanceOf(IllegalStateException.class);
      Map<String, List<String>> once = inParallel(env, 7);
      assertThat(inParallel(env, 7)).as("the same seed again").isEqualTo(once);
      aec.reset(7);
      Map<String, RandomStream> chances = chances(aec.possibleAgents());
      Map<String, Integer> leaving = new LinkedHashMap<>();
      for (int i = 0; i < 20 * STEPS && !aec.agents().isEmpty(); i++) {
        String agent = aec.agentSelection();
        AecEnv.Last last = aec.last();
        if (last.termination() || last.truncation()) {
          leaving.merge(agent, 1, Integer::sum);
          if (!aec.behavior(agent).actions().branches().isEmpty()) {
            AgentAction act = AgentAction.discrete(0);
            assertThatThrownBy(() -> aec.step(act)).hasMessageContaining("out of the episode");
          }
        }
        aec.step(aec.sample(chances.get(agent)));
      }
      assertThat(aec.agents()).isEmpty();
      assertThat(leaving.values()).isNotEmpty().containsOnly(1);
    }
  }
}
