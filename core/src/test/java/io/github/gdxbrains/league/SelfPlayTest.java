package io.github.gdxbrains.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.Matchmaking;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules of a league, without games. */
final class SelfPlayTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Duel",
          ObservationSpace.of(ObservationStream.vector("nothing", 1)),
          ActionSpace.discrete(2));

  /** How often each policy's model was asked for: its only parameter that is not 0. */
  private final Map<String, Integer> asked = new TreeMap<>();

  private final Function<String, Model> latest =
      policy -> {
        Head head = new Head(NeuralBrain.POLICY, 2, 0);
        NetworkSpec network =
            new NetworkSpec(1, false, List.of(new Trunk(List.of(), List.of(head))));
        float[] parameters = new float[new ParameterLayout(network).size()];
        parameters[0] = asked.merge(policy, 1, Integer::sum);
        return new NeuralModel(BEHAVIOR, network, parameters, new float[0], new float[0]);
      };

  private static float mark(Snapshot snapshot, String policy) {
    return snapshot.models().get(policy).parameters()[0];
  }

  private static SelfPlaySettings settings(
      int save, int change, int swap, int window, float ratio, Matchmaking matchmaking) {
    return new SelfPlaySettings(
        save, OptionalLong.of(change), swap, window, ratio, 1200, matchmaking);
  }

  private Side side(SelfPlaySettings settings, String policy, Integer... teams) {
    return new Side(
        Map.of(policy, Set.of(teams)), settings, SelfPlay.SLOTS, Backends.named("scalar"), latest);
  }

  private SelfPlay symmetric(SelfPlaySettings settings) {
    return new SelfPlay(
        List.of(side(settings, "Duel", 0, 1)), new int[] {0, 0}, new int[] {2, 2}, 4);
  }

  @Test
  void aTurnIsFiveSnapshotsUnlessItIsSaid() {
    assertThat(SelfPlaySettings.DEFAULT.stepsOfATurn()).isEqualTo(100_000);
    assertThat(settings(10, 30, 1, 1, 0, Matchmaking.UNIFORM).stepsOfATurn()).isEqualTo(30);
  }

  @Test
  void policiesThatShareATeamAreOneSide() {
    Map<String, Set<Integer>> teams = new LinkedHashMap<>();
    teams.put("Keeper", Set.of(0, 1));
    teams.put("Striker", Set.of(0, 1));
    assertThat(SelfPlay.sides(teams)).containsExactly(Set.of("Keeper", "Striker"));
    teams.clear();
    teams.put("Hunter", Set.of(0));
    teams.put("Prey", Set.of(1));
    assertThat(SelfPlay.sides(teams)).containsExactly(Set.of("Hunter"), Set.of("Prey"));
    teams.put("Referee", Set.of(0, 1));
    assertThat(SelfPlay.sides(teams)).containsExactly(Set.of("Hunter", "Prey", "Referee"));
  }

  @Test
  void snapshotsAreKeptEverySaveStepsAndTheNewestAreTheWindow() {
    Side side = side(settings(100, 1000, 50, 3, 0, Matchmaking.UNIFORM), "Duel", 0, 1);
    assertThat(side.snapshots()).as("what it is at the beginning").hasSize(1);
    side.trained(60, 1060, latest);
    assertThat(side.snapshots()).hasSize(1);
    side.trained(60, 1120, latest); // 120 since the beginning
    assertThat(side.snapshots()).hasSize(2);
    side.trained(80, 1200, latest); // 80 since the last
    assertThat(side.snapshots()).hasSize(2);
    side.trained(20, 1220, latest);
    side.trained(100, 1320, latest);
    assertThat(side.snapshots()).hasSize(4);
    assertThat(side.window()).extracting(Snapshot::number).containsExactly(1, 2, 3);
    assertThat(side.window()).extracting(Snapshot::steps).containsExactly(1120L, 1220L, 1320L);
    // the first model was asked for when the side was made, the second for its snapshot
    assertThat(side.window()).extracting(s -> mark(s, "Duel")).containsExactly(3f, 4f, 5f);
    assertThat(side.snapshots().get(0).models()).as("has left the window").isEmpty();
  }

  @Test
  void theRatioSaysHowOftenAnOpponentIsThePolicyOfNow() {
    for (float ratio : new float[] {0, 0.3f, 1}) {
      Side side = side(settings(100, 1000, 50, 3, ratio, Matchmaking.UNIFORM), "Duel", 0, 1);
      RandomStream random = new RandomStream(5);
      int latestOnes = 0;
      for (int i = 0; i < 1000; i++) {
        side.draw(0, random, latest);
        latestOnes += side.drawn(0).isEmpty() ? 1 : 0;
      }
      // standard deviation of 1000 draws: 14
      assertThat(latestOnes).isCloseTo((int) (1000 * ratio), within(ratio % 1 == 0 ? 0 : 45));
    }
  }

  @Test
  void eloMovesByWhatTheResultSurprises() {
    Side side = side(settings(1, 1000, 50, 3, 0, Matchmaking.UNIFORM), "Duel", 0, 1);
    RandomStream random = new RandomStream(5);
    side.draw(0, random, latest);
    Snapshot opponent = side.drawn(0).orElseThrow();
    side.played(side, 0, 1); // among equals a win gives half a point
    assertThat(side.rating().elo()).isEqualTo(1200.5);
    assertThat(opponent.rating().elo()).isEqualTo(1199.5);
    side.played(side, 0, 0.5); // the stronger expects 1 / (1 + 10^(-1/400)) = 0.501439
    assertThat(side.rating().elo()).isCloseTo(1200.498561, within(1e-6));
    assertThat(opponent.rating().elo()).isCloseTo(1199.501439, within(1e-6));
    assertThat(side.matches()).isEqualTo(2);
    assertThat(opponent.matches()).isEqualTo(2);
    // 1.959964 · 400 / ln 10 / sqrt(0.25 + 0.501439 · 0.498561), the first counting 0.99 times
    assertThat(opponent.rating().margin()).isCloseTo(481.513, within(0.001));
    assertThat(side.rating().margin()).isCloseTo(482.722, within(0.001));
    side.trained(1, 1, latest);
    Snapshot kept = side.snapshots().get(1);
    assertThat(kept.rating()).as("begins as its policy is").isEqualTo(side.rating());
    assertThat(kept.matches()).isZero();
    side.played(side, 0, 0);
    assertThat(side.rating().elo()).isLessThan(kept.rating().elo());
  }

  @Test
  void whoMeetsItselfIsNotRatedButAnotherSidesPolicyOfNowIs() {
    SelfPlaySettings settings = settings(1, 1000, 50, 3, 1, Matchmaking.UNIFORM);
    Side hunter = side(settings, "Hunter", 0);
    Side prey = side(settings, "Prey", 1);
    hunter.draw(0, new RandomStream(5), latest);
    prey.draw(0, new RandomStream(5), latest);
    hunter.played(hunter, 0, 1);
    assertThat(hunter.matches()).isZero();
    prey.played(hunter, 0, 1);
    assertThat(hunter.rating().elo()).isEqualTo(1200.5);
    assertThat(prey.rating().elo()).isEqualTo(1199.5);
  }

  @Test
  void whoeverIsHardToBeatIsMetMoreOften() {
    assertThat(Matchmaking.PFSP.weight(0.5)).isEqualTo(0.25);
    assertThat(Matchmaking.PFSP.weight(1)).isZero();
    assertThat(Matchmaking.UNIFORM.weight(1)).isEqualTo(1);
    Side side = side(settings(1, 1000, 50, 2, 0, Matchmaking.PFSP), "Duel", 0, 1);
    side.trained(1, 1, latest);
    Snapshot beaten = side.snapshots().get(0);
    Snapshot unmet = side.snapshots().get(1);
    beaten.played(1, 0, 0);
    assertThat(beaten.winShare()).isEqualTo(1);
    beaten.played(0, 0, 0); // 0.99 wins of 1.99 matches
    assertThat(beaten.winShare()).isCloseTo(0.497487, within(1e-6));
    beaten.played(1, 0, 0); // 1.9801 of 2.9701
    assertThat(beaten.winShare()).isCloseTo(0.666678, within(1e-6));
    assertThat(unmet.winShare()).isEqualTo(0.5);
    // 0.25 of 0.25 + 0.333322² = 0.361104
    RandomStream random = new RandomStream(7);
    int hard = 0;
    for (int i = 0; i < 1000; i++) {
      side.draw(0, random, latest);
      hard += side.drawn(0).orElseThrow() == unmet ? 1 : 0;
    }
    assertThat(hard).isCloseTo(692, within(45));
  }

  @Test
  void snapshotsThatAreAlwaysBeatenAreDrawnAlike() {
    Side side = side(settings(1, 1000, 50, 2, 0, Matchmaking.PFSP), "Duel", 0, 1);
    side.trained(1, 1, latest);
    side.snapshots().forEach(snapshot -> snapshot.played(1, 0, 0));
    RandomStream random = new RandomStream(7);
    int first = 0;
    for (int i = 0; i < 1000; i++) {
      side.draw(0, random, latest);
      first += side.drawn(0).orElseThrow().number() == 0 ? 1 : 0;
    }
    assertThat(first).isCloseTo(500, within(48));
  }

  @Test
  void turnsGoRoundTheTeamsThatLearn() {
    SelfPlaySettings settings = settings(1000, 300, 50, 3, 0, Matchmaking.UNIFORM);
    SelfPlay league =
        new SelfPlay(
            List.of(side(settings, "Hunter", 0), side(settings, "Prey", 2)),
            new int[] {0, -1, 1},
            new int[] {1, 0, 3},
            4);
    league.restart(1, latest);
    assertThat(league.learningTeam()).isZero();
    assertThat(league.learns("Hunter")).isTrue();
    assertThat(league.learns("Prey")).isFalse();
    assertThat(league.endsTurn(100)).isFalse();
    league.trained(200, 200, latest);
    assertThat(league.endsTurn(99)).isFalse();
    assertThat(league.endsTurn(100)).as("with it 300 are reached").isTrue();
    league.changeTeam();
    assertThat(league.learningTeam()).as("nobody learns in team 1").isEqualTo(2);
    assertThat(league.learns("Prey")).isTrue();
    assertThat(league.endsTurn(299)).isFalse();
    league.changeTeam();
    assertThat(league.learningTeam()).isZero();
  }

  @Test
  void opponentsAreSwappedEverySwapStepsOfTheirOwn() {
    SelfPlay league = symmetric(settings(1000, 9000, 100, 3, 0, Matchmaking.UNIFORM));
    league.restart(1, latest);
    assertThat(slots(league)).allMatch(slot -> slot < SelfPlay.OPPONENTS);
    league.trained(99, 99, latest);
    assertThat(slots(league)).allMatch(slot -> slot < SelfPlay.OPPONENTS);
    league.trained(1, 100, latest); // two opponents for two learners: 100 of each
    assertThat(slots(league)).allMatch(slot -> slot >= SelfPlay.OPPONENTS);
    // episodes begun with the first bank still run: there is no other to draw
    league.trained(500, 600, latest);
    assertThat(slots(league)).allMatch(slot -> slot >= SelfPlay.OPPONENTS);
    league.restart(2, latest);
    assertThat(slots(league)).allMatch(slot -> slot < SelfPlay.OPPONENTS);
  }

  @Test
  void threeOpponentsOfOneLearnerDecideThreeTimesAsOften() {
    SelfPlaySettings settings = settings(1000, 9000, 100, 3, 0, Matchmaking.UNIFORM);
    SelfPlay league =
        new SelfPlay(
            List.of(side(settings, "Hunter", 0), side(settings, "Prey", 1)),
            new int[] {0, 1},
            new int[] {1, 3},
            4);
    league.restart(1, latest);
    league.trained(33, 33, latest);
    assertThat(slots(league)).allMatch(slot -> slot < SelfPlay.OPPONENTS);
    league.trained(1, 34, latest); // 102
    assertThat(slots(league)).allMatch(slot -> slot >= SelfPlay.OPPONENTS);
  }

  private static int[] slotsOf(SelfPlay league) {
    int[] slots = new int[64];
    Arrays.setAll(slots, i -> league.opponent(i % 4, i / 4, 1));
    return slots;
  }

  private static List<Integer> slots(SelfPlay league) {
    return Arrays.stream(slotsOf(league)).boxed().toList();
  }

  @Test
  void episodesDrawTheirOpponentsFromTheSeed() {
    SelfPlay league = symmetric(settings(1000, 9000, 100, 3, 0, Matchmaking.UNIFORM));
    league.restart(1, latest);
    int[] first = slotsOf(league);
    assertThat(Arrays.stream(first).sum()).as("half of 64").isBetween(20, 44);
    assertThat(slotsOf(league)).isEqualTo(first);
    league.restart(2, latest);
    assertThat(slotsOf(league)).isNotEqualTo(first);
  }

  @Test
  void whatIsSavedComesBack() throws IOException {
    SelfPlaySettings settings = settings(100, 300, 50, 3, 0, Matchmaking.PFSP);
    SelfPlay league = symmetric(settings);
    league.restart(1, latest);
    league.side(0).played(league.side(0), 0, 1);
    for (int i = 1; i <= 5; i++) {
      league.trained(110, 110 * i, latest);
    }
    league.changeTeam();
    byte[] saved = save(league);
    SelfPlay other = symmetric(settings);
    other.load(new DataInputStream(new ByteArrayInputStream(saved)));
    assertThat(save(other)).isEqualTo(saved);
    assertThat(other.learningTeam()).isEqualTo(1);
    assertThat(other.side(0).snapshots()).hasSize(6);
    assertThat(other.side(0).rating()).isEqualTo(league.side(0).rating());
    assertThat(mark(other.side(0).window().get(0), "Duel"))
        .isEqualTo(mark(league.side(0).window().get(0), "Duel"));
  }

  private static byte[] save(SelfPlay league) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    league.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
