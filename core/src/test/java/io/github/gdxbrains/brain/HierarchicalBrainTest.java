package io.github.gdxbrains.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HierarchicalBrainTest {
  private static final int ROWS = 3;
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(
              ObservationStream.vector("far", 1), ObservationStream.vector("near", 1)),
          ActionSpace.discrete(9));
  private static final BehaviorSpec MANAGER =
      BEHAVIOR.seeing(List.of("near")).choosing(ActionSpace.discrete(2));

  /** Chooses what it sees in its last number plus a constant, and counts its decisions. */
  private static final class Counting implements Brain {
    private final int plus;
    private final int doneAfter;
    private final List<String> asked = new ArrayList<>();

    Counting(int plus, int doneAfter) {
      this.plus = plus;
      this.doneAfter = doneAfter;
    }

    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public void decide(AgentBatch batch, int[] rows, int count) {
      asked.add(Arrays.toString(Arrays.copyOf(rows, count)));
      float[] seen = new float[batch.inputsPerRow()];
      for (int i = 0; i < count; i++) {
        batch.copyInputs(false, rows[i], seen, 0);
        batch.action(rows[i]).choose(0, (int) seen[seen.length - 1] + plus);
        batch.states()[rows[i] * batch.statePerRow()]++;
        if (batch.columnsPerRow() > 0) {
          float decisions = batch.states()[rows[i] * batch.statePerRow()];
          batch.columns()[rows[i] * batch.columnsPerRow()] = 100 * plus + decisions;
        }
      }
    }

    @Override
    public void assess(AgentBatch batch, boolean isFinal, int[] rows, int count) {
      float[] columns = isFinal ? batch.finalColumns() : batch.columns();
      float[] states = isFinal ? batch.finalStates() : batch.states();
      for (int i = 0; i < count; i++) {
        columns[rows[i] * batch.columnsPerRow()] =
            1000 * plus + states[rows[i] * batch.statePerRow()];
      }
    }

    @Override
    public boolean isDone(AgentBatch batch, int row) {
      return batch.states()[row * batch.statePerRow()] >= doneAfter;
    }
  }

  private final Counting manager = new Counting(0, 99);
  private final Counting first = new Counting(3, 99);
  private final Counting second = new Counting(5, 99);

  private static HierarchicalBrain.Level level(BehaviorSpec behavior, Brain brain, int columns) {
    return new HierarchicalBrain.Level(behavior, capacity -> brain, columns);
  }

  private static AgentBatch batch(Brain brain, int columns) {
    AgentBatch batch = new AgentBatch(BEHAVIOR, ROWS, columns);
    batch.reserveStates(brain.stateSize());
    return batch;
  }

  private static void see(AgentBatch batch, int... near) {
    for (int row = 0; row < ROWS; row++) {
      batch.observations()[2 * row + 1] = near[row];
    }
  }

  private HierarchicalBrain brain(int period, int columns) {
    return new HierarchicalBrain(
        period,
        level(MANAGER, manager, columns),
        List.of(level(BEHAVIOR, first, 0), level(BEHAVIOR, second, columns)),
        ROWS);
  }

  @Test
  void aSkillRunsForItsPeriodAndEachLevelDecidesForItsRowsAtOnce() {
    HierarchicalBrain brain = brain(2, 0);
    AgentBatch batch = batch(brain, 0);
    int[] all = {0, 1, 2};
    see(batch, 0, 1, 0);
    brain.decide(batch, all, 3);
    assertThat(batch.choices()).containsExactly(3, 6, 3);
    see(batch, 1, 1, 0); // row 0 would be given to the other skill now
    brain.decide(batch, new int[] {0, 1}, 2);
    assertThat(batch.choices()).containsExactly(4, 6, 3);
    brain.decide(batch, all, 3);
    assertThat(batch.choices()).containsExactly(6, 6, 3);
    brain.decide(batch, all, 3);
    assertThat(manager.asked).containsExactly("[0, 1, 2]", "[0, 1]", "[2]");
    assertThat(first.asked).containsExactly("[0, 2]", "[0]", "[2]", "[2]");
    assertThat(second.asked).containsExactly("[1]", "[1]", "[0, 1]", "[0, 1]");
  }

  @Test
  void aSkillThatIsDoneGivesWayBeforeItsPeriodIsOver() {
    Counting brief = new Counting(3, 2);
    HierarchicalBrain brain =
        new HierarchicalBrain(
            100,
            level(MANAGER, manager, 0),
            List.of(level(BEHAVIOR, brief, 0), level(BEHAVIOR, second, 0)),
            ROWS);
    AgentBatch batch = batch(brain, 0);
    see(batch, 0, 1, 1);
    for (int i = 0; i < 4; i++) {
      brain.decide(batch, new int[] {0, 1}, 2);
    }
    // done after two decisions, and at each that follows
    assertThat(manager.asked).containsExactly("[0, 1]", "[0]", "[0]");
  }

  @Test
  void anEpisodeBeginsWithADecisionOfTheManagerAndWithoutMemory() {
    HierarchicalBrain brain = brain(4, 0);
    AgentBatch batch = batch(brain, 0);
    brain.decide(batch, new int[] {0}, 1);
    brain.decide(batch, new int[] {0}, 1);
    assertThat(Arrays.copyOf(batch.states(), 5)).containsExactly(1, 2, 1, 2, 0);
    Arrays.fill(batch.states(), 0);
    brain.decide(batch, new int[] {0}, 1);
    assertThat(Arrays.copyOf(batch.states(), 5)).containsExactly(1, 3, 1, 1, 0);
    assertThat(manager.asked).hasSize(2);
  }

  @Test
  void learnersAreToldWhoDecidedAndWhatTheLevelsWrote() {
    HierarchicalBrain brain = brain(2, 1);
    int columns = 4;
    AgentBatch batch = batch(brain, columns);
    see(batch, 1, 0, 0);
    brain.decide(batch, new int[] {0, 1}, 2);
    // skill, started, the manager's column, that of the second skill: its first decision
    assertThat(Arrays.copyOf(batch.columns(), 8)).containsExactly(1, 1, 1, 501, 0, 1, 1, 0);
    brain.decide(batch, new int[] {0, 1}, 2);
    assertThat(Arrays.copyOf(batch.columns(), 8)).containsExactly(1, 0, 1, 502, 0, 0, 1, 0);

    System.arraycopy(batch.states(), 0, batch.finalStates(), 0, batch.states().length);
    brain.assess(batch, true, new int[] {1}, 1);
    // the second skill values what it did not decide about, too
    assertThat(Arrays.copyOfRange(batch.finalColumns(), 4, 8)).containsExactly(0, 0, 1, 5000);
  }

  @Test
  void aSkillMayBeAHierarchy() {
    HierarchicalBrain inner = brain(2, 0);
    Counting top = new Counting(0, 99);
    HierarchicalBrain outer =
        new HierarchicalBrain(
            3,
            level(MANAGER, top, 0),
            List.of(level(BEHAVIOR, inner, 0), level(BEHAVIOR, new Counting(7, 99), 0)),
            ROWS);
    AgentBatch batch = batch(outer, 0);
    see(batch, 0, 0, 0);
    for (int i = 0; i < 6; i++) {
      outer.decide(batch, new int[] {1}, 1);
    }
    assertThat(batch.choices()[1]).isEqualTo(3);
    assertThat(top.asked).hasSize(2);
    assertThat(manager.asked).hasSize(3);
    assertThat(first.asked).hasSize(6);
    assertThat(outer.stateSize()).isEqualTo(2 + 1 + inner.stateSize() + 1);
  }

  @Test
  void aHierarchyWhosePartsDoNotFitIsRefused() {
    RandomModel worker = new RandomModel(BEHAVIOR);
    List<HierarchicalModel.Skill> skills =
        List.of(
            new HierarchicalModel.Skill("go", worker), new HierarchicalModel.Skill("stay", worker));
    assertThat(new HierarchicalModel(BEHAVIOR, 4, new RandomModel(MANAGER), skills).parameters())
        .isEmpty();
    assertThatThrownBy(() -> new HierarchicalModel(BEHAVIOR, 4, worker, skills))
        .isInstanceOf(UserError.class)
        .hasMessage("the manager acts by Discrete[n=9], but must act by Discrete[n=2]");
    BehaviorSpec blind =
        new BehaviorSpec(
            "Toy",
            ObservationSpace.of(ObservationStream.vector("near", 2)),
            ActionSpace.discrete(9));
    List<HierarchicalModel.Skill> wrong =
        List.of(skills.get(0), new HierarchicalModel.Skill("stay", new RandomModel(blind)));
    assertThatThrownBy(() -> new HierarchicalModel(BEHAVIOR, 4, new RandomModel(MANAGER), wrong))
        .isInstanceOf(UserError.class)
        .hasMessage("the skill stay observes [near[2]], but Toy observes [far[1], near[1]]");
  }

  @Test
  void aBrainFileHoldsTheWholeHierarchy() {
    ScriptedModel script =
        new ScriptedModel(BEHAVIOR, "dance", Optional.of((e, random, action) -> {}));
    List<HierarchicalModel.Skill> leaves =
        List.of(
            new HierarchicalModel.Skill("dance", script),
            new HierarchicalModel.Skill("rest", new RandomModel(BEHAVIOR)));
    HierarchicalModel inner = new HierarchicalModel(BEHAVIOR, 5, new RandomModel(MANAGER), leaves);
    HierarchicalModel outer =
        new HierarchicalModel(
            BEHAVIOR,
            7,
            new RandomModel(MANAGER),
            List.of(
                new HierarchicalModel.Skill("inner", inner),
                new HierarchicalModel.Skill("dance", script)));
    byte[] bytes = new BrainFile("toys", outer, Map.of()).toBytes();
    BrainFile read = BrainFile.parse(bytes, "a test");
    assertThat(read.toBytes()).isEqualTo(bytes);
    HierarchicalModel model = (HierarchicalModel) read.model();
    assertThat(model.period()).isEqualTo(7);
    assertThat(model.manager().behavior()).isEqualTo(MANAGER);
    HierarchicalModel skill = (HierarchicalModel) model.skills().get(0).model();
    assertThat(skill.period()).isEqualTo(5);
    assertThat(skill.skills().get(1)).isEqualTo(leaves.get(1));

    assertThatThrownBy(() -> model.brain(1))
        .isInstanceOf(UserError.class)
        .hasMessage("a brain file only names the script dance: use withScripts to give it");
    assertThatThrownBy(() -> model.withScripts(Map.of("danse", (e, random, action) -> {})))
        .isInstanceOf(UserError.class)
        .hasMessage("no script is named 'dance'; did you mean 'danse'?");
    model.withScripts(Map.of("dance", (e, random, action) -> {})).brain(1);
  }
}
