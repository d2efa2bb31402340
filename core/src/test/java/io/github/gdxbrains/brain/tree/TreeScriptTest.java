package io.github.gdxbrains.brain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.ai.btree.BehaviorTree;
import com.badlogic.gdx.ai.btree.LeafTask;
import com.badlogic.gdx.ai.btree.Task;
import com.badlogic.gdx.ai.btree.branch.Sequence;
import com.badlogic.gdx.ai.fsm.State;
import com.badlogic.gdx.ai.msg.Telegram;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.HierarchicalModel;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.brain.ScriptedModel;
import io.github.gdxbrains.brain.TreeModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TreeScriptTest {
  private static final ObservationStream PLACE = ObservationStream.vector("place", 2);
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec("Guard", ObservationSpace.of(PLACE), new ActionSpace.Hybrid(List.of(4), 1));
  private static final String TREE =
      """
      selector
        sequence
          seen stream:"place" index:1 above:0.5
          choose option:1 decisions:2
          set index:0 value:-0.5
        choose option:3
      """;

  private final AgentBatch batch = new AgentBatch(BEHAVIOR, 2, 0);

  private Brain seat(Script script) {
    ScriptedBrain brain = new ScriptedBrain(script);
    batch.reserveStates(brain.stateSize());
    for (int row = 0; row < 2; row++) {
      Entity entity = new Entity();
      Agent agent = Agent.builder(BEHAVIOR).sense(Sensor.of(PLACE, (e, out) -> out.put(0))).build();
      entity.add(agent);
      agent.bind(batch, row, entity);
    }
    return brain;
  }

  private String decide(Brain brain, int row) {
    brain.decide(batch, new int[] {row}, 1);
    return batch.choices()[row] + " " + batch.numbers()[row] + " " + brain.isDone(batch, row);
  }

  @Test
  void aTreeTakesAStepAtEachDecisionAndBeginsAnewAtItsEnd() {
    Brain brain = seat(TreeScript.parse(TREE, "a test", BEHAVIOR, List.of()));
    batch.observations()[1] = 1; // row 0 sees what the sequence waits for, row 1 does not
    assertThat(decide(brain, 0)).isEqualTo("1 0.0 false");
    assertThat(decide(brain, 1)).isEqualTo("3 0.0 false");
    assertThat(decide(brain, 0)).isEqualTo("1 0.0 false");
    assertThat(decide(brain, 0)).isEqualTo("1 -0.5 false"); // the choice stays
    assertThat(decide(brain, 0)).isEqualTo("1 0.0 true"); // over, and at its beginning again
    batch.observations()[1] = 0;
    assertThat(decide(brain, 0)).isEqualTo("1 0.0 false"); // still at the leaf that it began
    assertThat(decide(brain, 1)).isEqualTo("3 0.0 true");
    Arrays.fill(batch.states(), 0); // an episode begins
    assertThat(decide(brain, 0)).isEqualTo("3 0.0 false");
  }

  @Test
  void chanceGoesByTheAgentsOwnStream() {
    String text =
        """
        selector
          sequence
            chance probability:0.3
            choose option:1
          choose option:2
        """;
    Brain brain = seat(TreeScript.parse(text, "a test", BEHAVIOR, List.of()));
    int ones = 0;
    for (int i = 0; i < 10_000; i++) {
      brain.decide(batch, new int[] {0}, 1);
      ones += batch.choices()[0] == 1 ? 1 : 0;
    }
    assertThat(ones).isBetween(2_850, 3_150);
  }

  @Test
  void aTreeAboveLearnedSkillsNamesThem() {
    BehaviorSpec manager = BEHAVIOR.choosing(ActionSpace.discrete(2));
    String text =
        """
        sequence
          choose skill:"rest" decisions:2
          choose skill:"dance"
        """;
    TreeModel tree = new TreeModel(manager, text, List.of("dance", "rest"));
    ScriptedModel dance =
        new ScriptedModel(BEHAVIOR, "dance", Optional.of((e, random, a) -> a.choose(0, 3)));
    ScriptedModel rest =
        new ScriptedModel(BEHAVIOR, "rest", Optional.of((e, random, a) -> a.choose(0, 0)));
    HierarchicalModel model =
        new HierarchicalModel(
            BEHAVIOR,
            1,
            tree,
            List.of(
                new HierarchicalModel.Skill("dance", dance),
                new HierarchicalModel.Skill("rest", rest)));
    byte[] bytes = new BrainFile("toys", model, Map.of()).toBytes();
    BrainFile read = BrainFile.parse(bytes, "a test");
    assertThat(((HierarchicalModel) read.model()).manager()).isEqualTo(tree);
    Brain brain =
        read.model()
            .withScripts(Map.of("dance", dance.script().get(), "rest", rest.script().get()))
            .brain(2);
    seat((e, random, action) -> {});
    batch.reserveStates(brain.stateSize());
    StringBuilder choices = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      brain.decide(batch, new int[] {0}, 1);
      choices.append(batch.choices()[0]);
    }
    assertThat(choices).hasToString("0030030");
  }

  @Test
  void aTreeThatIsThroughGivesWayToTheManager() {
    BehaviorSpec manager = BEHAVIOR.choosing(ActionSpace.discrete(2));
    TreeModel twice = new TreeModel(BEHAVIOR, "choose option:2 decisions:2", List.of());
    HierarchicalModel model =
        new HierarchicalModel(
            BEHAVIOR,
            100,
            new TreeModel(
                manager,
                "sequence\n  choose skill:\"a\"\n  choose skill:\"b\" decisions:9",
                List.of("a", "b")),
            List.of(
                new HierarchicalModel.Skill("a", twice),
                new HierarchicalModel.Skill(
                    "b", new TreeModel(BEHAVIOR, "choose option:1", List.of()))));
    Brain brain = model.brain(2);
    seat((e, random, action) -> {});
    batch.reserveStates(brain.stateSize());
    StringBuilder choices = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      brain.decide(batch, new int[] {1}, 1);
      choices.append(batch.choices()[1]);
    }
    assertThat(choices).hasToString("222111");
  }

  /** Says in the first choice which agent it is. */
  public static final class Own extends LeafTask<Decision> {
    @Override
    public Status execute() {
      Decision decision = getObject();
      decision.action().choose(0, Agent.of(decision.entity()).row() + 1);
      return Status.RUNNING;
    }

    @Override
    protected Task<Decision> copyTo(Task<Decision> task) {
      return task;
    }
  }

  @Test
  void aGamesOwnTreeLooksAtTheEntity() {
    BehaviorTree<Decision> tree = new BehaviorTree<>(new Sequence<>(new Own()));
    Brain brain = seat(new TreeScript(tree));
    brain.decide(batch, new int[] {0, 1}, 2);
    assertThat(batch.choices()).containsExactly(1, 2);
  }

  private enum Mood implements State<Decision> {
    CALM(0) {
      @Override
      Mood next() {
        return ANGRY;
      }
    },
    ANGRY(2) {
      @Override
      Mood next() {
        return CALM;
      }
    };

    private final int option;

    Mood(int option) {
      this.option = option;
    }

    abstract Mood next();

    @Override
    public void enter(Decision decision) {}

    @Override
    public void update(Decision decision) {
      decision.action().choose(0, option);
      decision.become(next());
    }

    @Override
    public void exit(Decision decision) {}

    @Override
    public boolean onMessage(Decision decision, Telegram telegram) {
      return false;
    }
  }

  @Test
  void aStateMachineDecidesByItsState() {
    Brain brain = seat(new MachineScript(Mood.CALM));
    int[] row = {0};
    brain.decide(batch, row, 1);
    brain.decide(batch, row, 1);
    assertThat(batch.choices()[0]).isEqualTo(2);
    brain.decide(batch, new int[] {0, 1}, 2);
    assertThat(batch.choices()).containsExactly(0, 0);
    Arrays.fill(batch.states(), 0);
    brain.decide(batch, row, 1);
    assertThat(batch.choices()[0]).isZero(); // an episode begins in the first state
  }

  @Test
  void aTextThatIsNoTreeIsRefused() {
    assertRefused("choose option:4", "a test: option is 4, but must be within [0, 3]");
    assertRefused("choose skill:\"dance\"", "a test: no skill is named 'dance'; there are none");
    assertRefused("set index:1 value:0", "a test: index is 1, but there are 1 numbers");
    assertRefused(
        "sequence\n  seen stream:\"plaice\" above:1\n  choose option:1",
        "a test: no observation is named 'plaice'; did you mean 'place'?");
    assertRefused(
        "seen stream:\"place\" index:2",
        "a test: the observation place has 2 numbers, but no number 2");
    assertRefused(
        "wait seconds:\"constant,1\"",
        "a test: the task wait goes by what all agents of the process share; use chance, or decisions");
    assertRefused(
        "import my:\"java.lang.String\"\nmy",
        "a test imports tasks, but a text may use those that are there only");
    assertThatThrownBy(() -> TreeScript.parse("sequence\n  dance", "a test", BEHAVIOR, List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a test is not a behaviour tree: ")
        .hasMessageContaining("dance");
    assertThatThrownBy(
            () -> TreeScript.parse("sequence\n  set index:0", "a test", BEHAVIOR, List.of()))
        .hasMessage(
            "a test is not a behaviour tree: set at line 2: missing required attribute 'value'");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> TreeScript.parse(text, "a test", BEHAVIOR, List.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }
}
