package io.github.gdxbrains.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A buffer gives back exactly what agents did, as a plain list of it would. */
final class ReplayBufferTest {
  private static final float GAMMA = 0.9f;
  private static final int OPTIONS = 3;

  /** A number that tells a moment from all others, and two frames of 2 x 1 pixels and 2 colours. */
  private static BehaviorSpec behavior() {
    return new BehaviorSpec(
        "Toy",
        ObservationSpace.of(
            new ObservationStream("eye", ElementType.UINT8, List.of(2, 1, 2), false, 0, 255)
                .stacked(2),
            ObservationStream.vector("moment", 1),
            ObservationStream.vector("past", 1).stacked(3)),
        ActionSpace.discrete(OPTIONS),
        true,
        1);
  }

  /** What happened at one decision. */
  private static final class Step {
    float[] row;
    int choice;
    boolean[] forbidden;
    float reward;
    int ticks;
    Ending ending = Ending.RUNNING;
    float[] finalRow = {};
    boolean[] finalForbidden = {};
    boolean starts;
  }

  /** Agents that act at random, and a list of all that they did. */
  private static final class Play {
    final BehaviorSpec behavior = behavior();
    final RandomStream random;
    final int lanes;
    final AgentBatch batch;
    final Rollout rollout;
    final TransitionRecorder recorder;
    final List<List<Step>> all = new ArrayList<>();
    final List<List<float[]>> episodes = new ArrayList<>();
    final boolean[] fresh;
    float moment;

    Play(int lanes, long seed) {
      this.lanes = lanes;
      random = new RandomStream(seed);
      batch = new AgentBatch(behavior, lanes, 0);
      rollout = new Rollout(behavior, lanes, 8, batch.inputsPerRow(), 0, true);
      recorder = new TransitionRecorder(rollout, GAMMA, lanes);
      fresh = new boolean[lanes];
      for (int lane = 0; lane < lanes; lane++) {
        recorder.setLane(lane, lane);
        all.add(new ArrayList<>());
        episodes.add(new ArrayList<>());
        fresh[lane] = true;
      }
    }

    /** Writes a new moment into a lane's present or final observation; returns the row. */
    float[] see(int lane, boolean isFinal) {
      List<float[]> seen = episodes.get(lane);
      float[] now = {++moment, random.nextInt(256), random.nextInt(256), random.nextInt(256), 7};
      seen.add(now);
      float[] floats = isFinal ? batch.finalObservations() : batch.observations();
      byte[] bytes = isFinal ? batch.finalObservationBytes() : batch.observationBytes();
      int f = lane * behavior.observations().floats();
      int b = lane * behavior.observations().bytes();
      floats[f] = now[0];
      for (int age = 0; age < 3; age++) {
        floats[f + 1 + 2 - age] = age < seen.size() ? 10 * seen.get(seen.size() - 1 - age)[0] : 0;
      }
      for (int age = 0; age < 2; age++) {
        for (int pixel = 0; pixel < 2; pixel++) {
          for (int colour = 0; colour < 2; colour++) {
            int number =
                age < seen.size()
                    ? (int) seen.get(seen.size() - 1 - age)[1 + 2 * pixel + colour]
                    : 0;
            bytes[b + pixel * 4 + (1 - age) * 2 + colour] = (byte) number;
          }
        }
      }
      float[] row = new float[batch.inputsPerRow()];
      batch.copyInputs(isFinal, lane, row, 0);
      return row;
    }

    boolean[] mask(boolean[] target, int lane) {
      boolean[] mask = new boolean[OPTIONS];
      for (int o = 1; o < OPTIONS; o++) {
        mask[o] = random.nextInt(3) == 0;
      }
      System.arraycopy(mask, 0, target, lane * OPTIONS, OPTIONS);
      return mask;
    }

    /** One rollout of some decisions of every agent, of which some may be interrupted. */
    Rollout next(int decisions) {
      rollout.begin();
      if (random.nextInt(5) == 0) {
        rollout.clear(); // a restart
        for (int lane = 0; lane < lanes; lane++) {
          restart(lane);
        }
      }
      for (int d = 0; d < decisions; d++) {
        for (int lane = 0; lane < lanes; lane++) {
          decide(lane);
        }
      }
      return rollout;
    }

    private void restart(int lane) {
      List<Step> steps = all.get(lane);
      if (!steps.isEmpty() && steps.get(steps.size() - 1).ending == Ending.RUNNING) {
        Step open = steps.remove(steps.size() - 1);
        if (!open.starts) {
          // what was seen last is where the step before it was cut off
          Step last = steps.remove(steps.size() - 1);
          if (!last.starts) {
            Step cut = steps.get(steps.size() - 1);
            cut.ending = Ending.TRUNCATED;
            cut.finalRow = last.row;
            cut.finalForbidden = last.forbidden;
          }
        }
      }
      episodes.get(lane).clear();
      fresh[lane] = true;
    }

    private void decide(int lane) {
      Step step = new Step();
      step.starts = fresh[lane];
      fresh[lane] = false;
      step.row = see(lane, false);
      step.forbidden = mask(batch.forbidden(), lane);
      step.choice = random.nextInt(OPTIONS);
      batch.choices()[lane] = step.choice;
      recorder.decided(batch, new int[] {lane}, 1);
      int ticks = 1 + random.nextInt(2);
      float discount = 1;
      for (int tick = 0; tick < ticks; tick++) {
        float reward = random.nextFloat(-1, 1);
        step.reward += discount * reward;
        discount *= GAMMA;
        step.ticks++;
        batch.rewards()[lane] = reward;
        int fate = random.nextInt(16);
        batch.endings()[lane] =
            fate == 0 ? Ending.TERMINATED : fate == 1 ? Ending.TRUNCATED : Ending.RUNNING;
        step.ending = batch.endings()[lane];
        if (step.ending == Ending.TRUNCATED) {
          step.finalRow = see(lane, true);
          step.finalForbidden = mask(batch.finalForbidden(), lane);
        }
        recorder.ticked(batch, lane);
        if (step.ending != Ending.RUNNING) {
          episodes.get(lane).clear();
          fresh[lane] = true;
          break;
        }
      }
      all.get(lane).add(step);
    }
  }

  /** Moments by the number that tells them apart. */
  private record Known(List<Step> steps, int index) {}

  private static Map<Float, Known> known(Play play) {
    Map<Float, Known> known = new HashMap<>();
    for (List<Step> steps : play.all) {
      for (int i = 0; i < steps.size(); i++) {
        known.put(steps.get(i).row[0], new Known(steps, i));
      }
    }
    return known;
  }

  private static void requireSame(ReplayBuffer buffer, int slot, Known known, int nStep) {
    float[] row = new float[buffer.inputs()];
    buffer.observation(slot, row, 0);
    Step first = known.steps().get(known.index());
    assertThat(row).containsExactly(first.row);
    assertThat(buffer.choice(slot, 0)).isEqualTo(first.choice);
    float[] outcome = new float[2];
    int next = buffer.outcome(slot, outcome, 0);
    double sum = 0;
    double discount = 1;
    float[] expected = {};
    boolean[] mask = {};
    for (int k = 0; k < nStep; k++) {
      Step step = known.steps().get(known.index() + k);
      assertThat(k == 0 || !step.starts).isTrue();
      sum += discount * step.reward;
      discount *= Math.pow(GAMMA, step.ticks);
      if (step.ending == Ending.TERMINATED) {
        discount = 0;
        break;
      }
      if (step.ending == Ending.TRUNCATED) {
        expected = step.finalRow;
        mask = step.finalForbidden;
        break;
      }
      Step after = known.steps().get(known.index() + k + 1);
      expected = after.row;
      mask = after.forbidden;
    }
    assertThat((double) outcome[0]).isCloseTo(sum, within(1e-5));
    assertThat((double) outcome[1]).isCloseTo(discount, within(1e-5));
    if (discount > 0) {
      buffer.observation(next, row, 0);
      assertThat(row).containsExactly(expected);
      boolean[] found = new boolean[OPTIONS];
      System.arraycopy(buffer.forbidden(), next * buffer.options(), found, 0, OPTIONS);
      assertThat(found).containsExactly(mask);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 2", "3, 1, 4", "3, 5, 3", "4, 2, 1"})
  void whatIsDrawnIsWhatHappened(int lanes, int nStep, int decisions) {
    for (boolean prioritized : new boolean[] {false, true}) {
      Play play = new Play(lanes, 100L * lanes + nStep);
      int capacity = lanes * 40;
      ReplayBuffer buffer =
          new ReplayBuffer(play.behavior, lanes, capacity, nStep, GAMMA, prioritized, 0);
      RandomStream random = new RandomStream(5);
      int[] slots = new int[16];
      float[] weights = new float[16];
      for (int update = 0; update < 120; update++) {
        buffer.add(play.next(decisions));
        if (buffer.size() > 0) {
          if (prioritized) {
            buffer.samplePrioritized(random, slots.length, 0.5, slots, weights);
          } else {
            buffer.sample(random, slots.length, slots);
          }
          Map<Float, Known> known = known(play);
          for (int slot : slots) {
            float[] row = new float[buffer.inputs()];
            buffer.observation(slot, row, 0);
            assertThat(known).containsKey(row[0]);
            requireSame(buffer, slot, known.get(row[0]), nStep);
          }
        }
      }
      assertThat(buffer.size()).isBetween(capacity / 2, capacity);
    }
  }

  @Test
  void allThatIsReadyIsDrawnEquallyOften() {
    Play play = new Play(2, 3);
    ReplayBuffer buffer = new ReplayBuffer(play.behavior, 2, 60, 2, GAMMA, false, 0);
    for (int update = 0; update < 40; update++) {
      buffer.add(play.next(3));
    }
    Map<Integer, Integer> counts = new HashMap<>();
    int[] slots = new int[1000];
    RandomStream random = new RandomStream(9);
    for (int i = 0; i < 100; i++) {
      buffer.sample(random, slots.length, slots);
      for (int slot : slots) {
        counts.merge(slot, 1, Integer::sum);
      }
    }
    assertThat(counts).hasSize(buffer.size());
    double mean = 100_000.0 / buffer.size();
    assertThat(counts.values()).allMatch(count -> count > 0.85 * mean && count < 1.15 * mean);
  }

  @Test
  void prioritiesDecideHowOftenAndWeightsMakeUpForIt() {
    Play play = new Play(1, 4);
    ReplayBuffer buffer = new ReplayBuffer(play.behavior, 1, 100, 1, GAMMA, true, 0);
    while (buffer.size() < 20) {
      buffer.add(play.next(4));
    }
    int size = buffer.size();
    int[] slots = new int[1000];
    float[] weights = new float[1000];
    RandomStream random = new RandomStream(2);
    buffer.samplePrioritized(random, 1000, 1, slots, weights);
    assertThat(weights).containsOnly(1); // all are new and alike
    int rare = slots[0];
    buffer.setPriorities(new int[] {rare}, 1, new double[] {0.25});
    int[] count = new int[2];
    for (int i = 0; i < 100; i++) {
      buffer.samplePrioritized(random, 1000, 1, slots, weights);
      for (int k = 0; k < 1000; k++) {
        count[slots[k] == rare ? 1 : 0]++;
        // (N P)^-1 / max = p_min / p
        assertThat(weights[k]).isEqualTo(slots[k] == rare ? 1f : 0.25f);
      }
    }
    double expected = 100_000 * 0.25 / (size - 1 + 0.25);
    assertThat((double) count[1]).isBetween(0.9 * expected, 1.1 * expected);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aBufferThatWasSavedGoesOnAsTheOldOne(boolean prioritized) throws IOException {
    Play play = new Play(3, 8);
    ReplayBuffer old = new ReplayBuffer(play.behavior, 3, 90, 3, GAMMA, prioritized, 0);
    for (int update = 0; update < 50; update++) {
      old.add(play.next(2));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    old.save(new DataOutputStream(bytes));
    ReplayBuffer loaded = new ReplayBuffer(play.behavior, 3, 90, 3, GAMMA, prioritized, 0);
    loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    RandomStream first = new RandomStream(1);
    RandomStream second = new RandomStream(1);
    int[] slots = new int[32];
    int[] again = new int[32];
    float[] weights = new float[32];
    for (int update = 0; update < 50; update++) {
      assertThat(loaded.size()).isEqualTo(old.size());
      Rollout rollout = play.next(2);
      old.add(rollout);
      loaded.add(rollout);
      if (prioritized) {
        old.samplePrioritized(first, 32, 0.4, slots, weights);
        loaded.samplePrioritized(second, 32, 0.4, again, weights);
        double[] priorities = new double[32];
        for (int i = 0; i < 32; i++) {
          priorities[i] = slots[i] % 7 + 0.1;
        }
        old.setPriorities(slots, 32, priorities);
        loaded.setPriorities(slots, 32, priorities);
      } else {
        old.sample(first, 32, slots);
        loaded.sample(second, 32, again);
      }
      assertThat(again).isEqualTo(slots);
      Map<Float, Known> known = known(play);
      for (int slot : again) {
        float[] row = new float[loaded.inputs()];
        loaded.observation(slot, row, 0);
        requireSame(loaded, slot, known.get(row[0]), 3);
      }
    }
    ReplayBuffer other = new ReplayBuffer(play.behavior, 3, 90, 2, GAMMA, prioritized, 0);
    assertThatThrownBy(
            () -> other.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isInstanceOf(IOException.class)
        .hasMessage("the replay buffer has another shape");
  }

  @Test
  void framesAndBytesAreKeptOnce() {
    // 4 bytes of the newest picture, 2 floats, kind, start, choice, 3 options, reward, discount
    assertThat(ReplayBuffer.bytes(behavior(), 1000, false, 0))
        .isEqualTo(1000 * (4 + 8 + 2 + 4 + 3 + 8));
    assertThat(ReplayBuffer.bytes(behavior(), 1000, true, 0))
        .isEqualTo(1000 * (4 + 8 + 2 + 4 + 3 + 8) + 2048 * 8);
  }

  @Test
  void aBufferForFewerThanAFewTransitionsIsRefused() {
    assertThatThrownBy(() -> new ReplayBuffer(behavior(), 10, 79, 3, GAMMA, false, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a capacity of 79 is too small: 10 agents need at least 80");
    assertThat(new ReplayBuffer(behavior(), 10, 80, 3, GAMMA, false, 0).size()).isZero();
  }
}
