package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.HierarchicalModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.hierarchy.HierarchyConfig;
import io.github.gdxbrains.learner.hierarchy.LevelConfig;
import io.github.gdxbrains.learner.optioncritic.OptionCriticConfig;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HierarchyTest {
  private static final int PERIOD = 4;
  private static final int SIGNS = 3;
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Walker",
          ObservationSpace.of(
              ObservationStream.vector("sign", SIGNS, 0, 1),
              ObservationStream.vector("phase", 1, 0, 1)),
          ActionSpace.discrete(SIGNS));

  @TempDir private Path folder;

  /**
   * A sign shows for one tick which of three actions is right for four; each right one gives 1/12.
   * Whoever forgets the sign gets a third of the reward at three of four ticks.
   *
   * @param showsAlways whether the sign shows at all four
   */
  private record Signs(boolean showsAlways) implements Game {
    private ToyGame game() {
      return ToyGame.of("signs", BEHAVIOR, World::new);
    }

    private final class World extends ToyGame.World {
      private int sign;
      private int last;
      private int done;
      private final Agent agent =
          seat(
              Agent.builder(BEHAVIOR)
                  .sense(
                      Sensor.of(
                          BEHAVIOR.observations().streams().get(0),
                          (entity, out) -> {
                            for (int i = 0; i < SIGNS; i++) {
                              boolean shows = showsAlways || tick % PERIOD == 0;
                              out.put(shows && i == sign ? 1 : 0);
                            }
                          }))
                  .sense(
                      Sensor.of(
                          BEHAVIOR.observations().streams().get(1),
                          (entity, out) -> out.put(tick % PERIOD / (float) PERIOD)))
                  .act((entity, action) -> done = action.choice())
                  .reward(RewardTerm.of("right", entity -> done == last ? 1 : 0), 0));

      @Override
      protected void begin() {
        sign = random.nextInt(SIGNS);
      }

      @Override
      protected void step() {
        last = sign;
        agent.addReward(done == sign ? 1 / 12f : 0);
        if (tick % PERIOD == 0) {
          begin();
        }
      }

      @Override
      public Ending ending() {
        return tick == 3 * PERIOD ? Ending.TERMINATED : Ending.RUNNING;
      }
    }

    @Override
    public String name() {
      return game().name();
    }

    @Override
    public String description() {
      return game().description();
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of();
    }

    @Override
    public List<BehaviorSpec> behaviors(Parameters parameters) {
      return game().behaviors();
    }

    @Override
    public List<SeatSpec> seats(Parameters parameters) {
      return game().seats();
    }

    @Override
    public List<Class<? extends Component>> components() {
      return List.of();
    }

    @Override
    public GameWorld world(Parameters parameters) {
      return game().world(parameters);
    }

    @Override
    public Map<String, Script> scripts() {
      return Map.of(
          "always-0", (entity, random, action) -> action.choose(0, 0),
          "always-1", (entity, random, action) -> action.choose(0, 1),
          "always-2", (entity, random, action) -> action.choose(0, 2));
    }
  }

  private static LevelConfig learned(int bufferSize, List<String> observations) {
    PpoConfig ppo =
        new PpoConfig(
            64,
            bufferSize,
            5e-3f,
            Schedule.LINEAR,
            1e-2f,
            Schedule.LINEAR,
            0.2f,
            Schedule.CONSTANT,
            0.95f,
            4,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty());
    return new LevelConfig(
        Optional.empty(),
        "ppo",
        ppo,
        new NetworkSettings(false, 16, 1, Activation.TANH),
        Optional.empty(),
        Map.of(),
        64,
        observations);
  }

  private static LevelConfig paidBy(Map<String, Float> rewards) {
    LevelConfig level = learned(512, List.of());
    return new LevelConfig(
        level.brain(),
        level.trainerType(),
        level.hyperparameters(),
        level.networkSettings(),
        level.rewardSignals(),
        rewards,
        level.timeHorizon(),
        level.observations());
  }

  private static HierarchyConfig scriptedSkills() {
    LevelConfig manager = learned(128, List.of());
    return new HierarchyConfig(
        PERIOD,
        manager,
        Map.of(
            "c", manager.playedBy("always-2"),
            "a", manager.playedBy("always-0"),
            "b", manager.playedBy("always-1")));
  }

  private static Experiments experiment(Record hierarchy) {
    return experiment(hierarchy, false);
  }

  private static Experiments experiment(Record hierarchy, boolean showsAlways) {
    Experiments experiment = new Experiments(new Signs(showsAlways));
    experiment.trainer = "hierarchy";
    experiment.hyperparameters = Optional.of(hierarchy);
    experiment.arenas = 8;
    experiment.episodes = 200;
    experiment.intervalEpisodes = 4;
    experiment.evaluationInterval = 1_000_000;
    experiment.checkpointInterval = 1_000_000;
    return experiment;
  }

  @Test
  @Tag("learning")
  void aManagerLearnsWhichScriptedSkillIsRightWhere() {
    Experiments experiment = experiment(scriptedSkills()).in(folder);
    experiment.maxSteps = 512 * 20;
    assertThat(experiment.train().evaluation().orElseThrow().meanReturn()).isGreaterThan(0.99);

    HierarchicalModel model =
        (HierarchicalModel) BrainFile.read(folder.resolve("best.brain")).model();
    assertThat(model.skills().stream().map(HierarchicalModel.Skill::name))
        .containsExactly("a", "b", "c");
  }

  @Test
  @Tag("learning")
  void managerAndSkillsLearnTogether() {
    LevelConfig blind = learned(512, List.of("phase"));
    HierarchyConfig config =
        new HierarchyConfig(
            PERIOD,
            learned(128, List.of("sign")),
            Map.of("a", blind, "b", blind, "c", blind, "d", blind, "e", blind));
    Experiments experiment = experiment(config);
    experiment.maxSteps = 512 * 60;
    // each skill sees the phase alone: it must mean one action, and the manager know which
    assertThat(experiment.train().evaluation().orElseThrow().meanReturn()).isGreaterThan(0.95);
  }

  @Test
  @Tag("learning")
  void skillsThatArePaidByTermsOfTheirOwnDoNotLearnFromTheBehaviorsReward() {
    LevelConfig contrary = paidBy(Map.of("right", -1f));
    LevelConfig manager = learned(128, List.of()).playedBy("random");
    HierarchyConfig config =
        new HierarchyConfig(PERIOD, manager, Map.of("a", contrary, "b", contrary));
    Experiments experiment = experiment(config, true);
    experiment.maxSteps = 512 * 20;
    // the behavior is paid for what is right, but the term that says so counts against the skills
    assertThat(experiment.train().evaluation().orElseThrow().meanReturn()).isLessThan(0.02);
  }

  private static OptionCriticConfig optionCritic(float deliberationCost) {
    return new OptionCriticConfig(
        3,
        0.1f,
        deliberationCost,
        1,
        64,
        512,
        5e-3f,
        Schedule.LINEAR,
        1e-2f,
        0.2f,
        0.95f,
        4,
        true,
        0.5f,
        0.5f);
  }

  private static Experiments optionCritic(float deliberationCost, int updates) {
    Experiments experiment = experiment(optionCritic(deliberationCost), true);
    experiment.trainer = "option_critic";
    experiment.network = new NetworkSettings(false, 32, 1, Activation.TANH);
    experiment.maxSteps = 512L * updates;
    return experiment;
  }

  @Test
  @Tag("learning")
  void optionsLearnWhatToDo() {
    Experiments experiment = optionCritic(0.01f, 40);
    assertThat(experiment.train().evaluation().orElseThrow().meanReturn()).isGreaterThan(0.95);
  }

  @Test
  @Tag("learning")
  void whereDeliberationCostsOptionsLastLonger() {
    Experiments cheap = optionCritic(0, 40);
    cheap.train();
    Experiments dear = optionCritic(0.2f, 40);
    dear.train();
    double ended = last(cheap).get("ended_options");
    assertThat(last(dear).get("ended_options")).isLessThan(ended / 2);
  }

  private static Metrics last(Experiments experiment) {
    return experiment.summaries.get(experiment.summaries.size() - 1);
  }

  @Test
  void aResumedOptionCriticGoesOnAsIfItHadNeverStopped() {
    List<String> hashes = new ArrayList<>();
    for (boolean stops : new boolean[] {false, true}) {
      Experiments experiment = optionCritic(0.01f, 4);
      experiment.checkpointInterval = 512;
      experiment.threads = stops ? 2 : 1;
      if (stops) {
        experiment.in(folder).trainUntil(1024);
      }
      hashes.add((stops ? experiment.resume() : experiment.train()).parametersSha256());
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
  }

  /** Three levels, with a memory in the lowest one, and a pre-trained leaf. */
  private static HierarchyConfig deep() {
    LevelConfig leaf = learned(256, List.of());
    LevelConfig remembering =
        leaf.with(
            leaf.networkSettings().withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 4)));
    HierarchyConfig inner =
        new HierarchyConfig(
            2,
            learned(64, List.of("phase")),
            Map.of("x", remembering, "y", leaf.playedBy("always-1")));
    return new HierarchyConfig(
        3,
        learned(64, List.of()),
        Map.of("deep", LevelConfig.learned("hierarchy", inner), "flat", leaf));
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    List<String> hashes = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Experiments experiment = experiment(deep());
      experiment.threads = threads;
      experiment.maxSteps = 1200;
      experiment.episodes = 20;
      hashes.add(experiment.train().parametersSha256());
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
  }

  @Test
  void aResumedRunGoesOnAsIfItHadNeverStopped() {
    Experiments whole = experiment(deep());
    whole.checkpointInterval = 512;
    whole.maxSteps = 2048;
    String expected = whole.train().parametersSha256();

    Experiments stopped = experiment(deep()).in(folder);
    stopped.checkpointInterval = 512;
    stopped.maxSteps = 2048;
    stopped.trainUntil(1024);
    Experiments resumed = experiment(deep()).in(folder);
    resumed.checkpointInterval = 512;
    resumed.maxSteps = 2048;
    assertThat(resumed.resume().parametersSha256()).isEqualTo(expected);
  }

  @Test
  void whatIsNotThereIsRefusedBeforeTraining() {
    LevelConfig leaf = learned(256, List.of());
    assertRefused(
        Map.of("a", leaf.playedBy("alwais-0"), "b", leaf),
        "behaviors.Walker.hyperparameters.skills.a.brain is wrong: no brain is named 'alwais-0';"
            + " did you mean 'always-0'?");
    assertRefused(
        Map.of("a", learned(256, List.of("sine")), "b", leaf),
        "behaviors.Walker.hyperparameters.skills.a.observations is wrong: no observation of Walker"
            + " is named 'sine'; did you mean 'sign'?");
    assertRefused(
        Map.of("a", leaf),
        "behaviors.Walker.hyperparameters.skills has 1 entries, but the manager needs two to choose"
            + " among");
  }

  private static void assertRefused(Map<String, LevelConfig> skills, String message) {
    HierarchyConfig config = new HierarchyConfig(PERIOD, learned(64, List.of()), skills);
    assertThatThrownBy(() -> experiment(config).train())
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }
}
