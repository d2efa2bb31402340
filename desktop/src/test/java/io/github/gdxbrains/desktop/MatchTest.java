package io.github.gdxbrains.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl.Controls;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;
import io.github.gdxbrains.train.Evaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A match without a window. */
final class MatchTest {
  private static final Game SOCCER = new Games(MatchTest.class.getClassLoader()).named("soccer");

  private final Held held = new Held();

  @Test
  void aPersonMovesThePlayerThatIsMarked() {
    try (Match still = match("random", "random", OptionalInt.of(0), 7);
        Match moved = match("random", "random", OptionalInt.of(0), 7)) {
      Marked before = Marked.of(still);
      ticks(still, 40);
      held.x = 1;
      ticks(moved, 40);
      assertThat(Marked.of(still).x()).isEqualTo(before.x());
      assertThat(Marked.of(moved).x()).isGreaterThan(before.x() + 1);
    }
  }

  @Test
  void theNextPlayerTakesOverAndTheLastOneIsABotAgain() {
    try (Match match = match("scripted", "scripted", OptionalInt.of(1), 3)) {
      assertThat(match.humanSeat()).hasValue(2);
      Marked first = Marked.of(match);
      ticks(match, 60);
      assertThat(Marked.of(match)).isEqualTo(first);
      match.nextPlayer();
      assertThat(match.humanSeat()).hasValue(3);
      assertThat(Marked.of(match)).isNotEqualTo(first);
      ticks(match, 60);
      match.nextPlayer();
      assertThat(match.humanSeat()).hasValue(2);
      assertThat(Marked.of(match)).as("it ran while a bot had it").isNotEqualTo(first);
    }
  }

  @Test
  void aSeatsOwnBrainPlaysThatSeatAloneUnlessAPersonDoes() {
    Parameters parameters = Parameters.of(SOCCER, Map.of("players", 2f));
    Evaluator.Contestant other = contestant("random", SOCCER, parameters);
    List<Entity> decided = new ArrayList<>();
    Map<String, BrainSource> brains = new HashMap<>(other.brains());
    brains.put(
        "Soccer/blue-1",
        capacity -> new ScriptedBrain((entity, random, action) -> decided.add(entity)));
    Evaluator.Contestant own = new Evaluator.Contestant("own", brains);
    Match.Sides watched = new Match.Sides(own, other, OptionalInt.empty());
    Match.Sides played = new Match.Sides(own, other, OptionalInt.of(0));
    try (Match nobody = new Match(ArenaSetup.of(SOCCER, parameters), watched, held, 1);
        Match person = new Match(ArenaSetup.of(SOCCER, parameters), played, held, 1)) {
      ticks(nobody, 20);
      assertThat(new HashSet<>(decided)).hasSize(1);
      decided.clear();
      ticks(person, 20);
      assertThat(decided).isEmpty();
      person.nextPlayer();
      ticks(person, 20);
      assertThat(new HashSet<>(decided)).hasSize(1);
    }
  }

  @Test
  void sensorsAreDrawnOfWhoIsFollowedOrOfAll() {
    try (Match match = match(Map.of("observation", 1f), OptionalInt.empty())) {
      assertThat(linesOfSensors(match, Sensing.OFF)).isZero();
      long ofOne = linesOfSensors(match, Sensing.FOLLOWED);
      long ofAll = linesOfSensors(match, Sensing.ALL);
      // 36 rays, those that hit something with a shade
      assertThat(ofOne).isBetween(36L, 2 * 36L);
      assertThat(ofAll).isBetween(4 * 36L, 2 * 4 * 36L);
    }
  }

  private static long linesOfSensors(Match match, Sensing shown) {
    Strokes strokes = new Strokes();
    match.drawSensors(shown, strokes, 0.01f);
    return strokes.lines();
  }

  @Test
  void whoWatchesFollowsOneAgentAfterAnotherAndWhoPlaysThePlayer() {
    try (Match watched = match(Map.of(), OptionalInt.empty());
        Match played = match(Map.of(), OptionalInt.of(1))) {
      assertThat(watched.followed()).isZero();
      watched.nextPlayer();
      assertThat(watched.followed()).isEqualTo(1);
      watched.follow(3);
      watched.nextPlayer();
      assertThat(watched.followed()).isZero();
      assertThat(played.followed()).isEqualTo(2);
      played.nextPlayer();
      assertThat(played.followed()).isEqualTo(3);
    }
  }

  @Test
  void whoHasLeftTheEpisodeIsNotFollowedAnyMore() {
    Game battle = new Games(MatchTest.class.getClassLoader()).named("battle");
    Parameters parameters = Parameters.of(battle, Map.of("per_side", 3f, "hit_points", 1f));
    Evaluator.Contestant script = contestant("scripted", battle, parameters);
    Match.Sides nobody = new Match.Sides(script, script, OptionalInt.empty());
    try (Match match = new Match(ArenaSetup.of(battle, parameters), nobody, held, 1)) {
      HashSet<Integer> followed = new HashSet<>();
      for (int tick = 0; tick < 1000 && match.episodes() < 3; tick++) {
        followed.add(match.followed());
        match.tick();
        assertThat(linesOfSensors(match, Sensing.FOLLOWED)).as("a grid's frame").isGreaterThan(3);
      }
      assertThat(followed).hasSizeGreaterThan(1);
    }
  }

  @Test
  void whatTheFollowedAgentObservedIsTakenApart() {
    Game spread = new Games(MatchTest.class.getClassLoader()).named("simple-spread");
    Parameters parameters = Parameters.of(spread, Map.of("observation", 1f, "N", 4f));
    Evaluator.Contestant script = contestant("scripted", spread, parameters);
    Match.Sides nobody = new Match.Sides(script, script, OptionalInt.empty());
    try (Match match = new Match(ArenaSetup.of(spread, parameters), nobody, held, 1)) {
      match.follow(2);
      List<Observed.Part> parts = match.observed(false).parts();
      assertThat(parts)
          .extracting(part -> part.stream().name())
          .containsExactly("self_vel", "self_pos", "landmarks", "others");
      assertThat(parts).extracting(Observed.Part::count).containsExactly(2, 2, 4, 3);
      float nearest = length(parts.get(2).numbers(), 0);
      assertThat(nearest).isPositive().isLessThanOrEqualTo(length(parts.get(2).numbers(), 2));
      assertThat(parts.get(2).sensor().tags()).containsExactly("landmarks");
    }
  }

  private static float length(float[] numbers, int from) {
    return (float) Math.hypot(numbers[from], numbers[from + 1]);
  }

  @Test
  void picturesFollowNumbersInWhatIsObserved() {
    ObservationStream eye = ObservationStream.image("eye", 1, 2, 1);
    ObservationStream self = ObservationStream.vector("self", 2);
    Sensor none = Sensor.of(self, (entity, out) -> {});
    Observed observed =
        new Observed(List.of(eye, self), List.of(none, none), new float[] {7, 8, 0.5f, 1});
    assertThat(observed.parts().get(0).numbers()).containsExactly(0.5f, 1);
    assertThat(observed.parts().get(1).numbers()).containsExactly(7, 8);
  }

  private Match match(Map<String, Float> more, OptionalInt human) {
    Map<String, Float> values = new HashMap<>(more);
    values.put("players", 2f);
    Parameters parameters = Parameters.of(SOCCER, values);
    Evaluator.Contestant random = contestant("random", SOCCER, parameters);
    Match.Sides sides = new Match.Sides(random, random, human);
    return new Match(ArenaSetup.of(SOCCER, parameters), sides, held, 1);
  }

  @Test
  void whoOnlyWatchesHasNoPlayer() {
    try (Match match = match("scripted", "random", OptionalInt.empty(), 1)) {
      assertThat(match.humanSeat()).isEmpty();
      assertThat(Marked.of(match)).isEqualTo(new Marked(Float.NaN, Float.NaN));
    }
  }

  @Test
  void theScoreIsKeptOverEpisodesUntilAnewMatch() {
    try (Match match = match("scripted", "random", OptionalInt.empty(), 1)) {
      int goals = 0;
      for (int tick = 0; tick < 20_000 && goals < 3; tick++) {
        Optional<Match.Event> event = match.tick();
        if (event.isPresent() && event.get().scorer().isPresent()) {
          assertThat(event.get().ending()).isEqualTo(Ending.TERMINATED);
          goals++;
        }
      }
      assertThat(goals).isEqualTo(3);
      assertThat(match.total(0) + match.total(1)).isEqualTo(3);
      assertThat(match.total(0)).as("the script beats chance").isGreaterThan(match.total(1));
      assertThat(match.episodes()).isGreaterThanOrEqualTo(3);
      match.restart();
      assertThat(match.total(0) + match.total(1)).isZero();
      assertThat(match.episodes()).isZero();
    }
  }

  @Test
  void theSameSeedPlaysTheSameMatch() {
    try (Match one = match("scripted", "random", OptionalInt.of(0), 11);
        Match same = match("scripted", "random", OptionalInt.of(0), 11);
        Match other = match("scripted", "random", OptionalInt.of(0), 12)) {
      for (Match match : new Match[] {one, same, other}) {
        ticks(match, 100);
      }
      assertThat(Strokes.of(one)).isEqualTo(Strokes.of(same)).isNotEqualTo(Strokes.of(other));
    }
  }

  @Test
  void aGameWithoutHasteWaitsUntilSomethingIsHeld() {
    Game lake = new Games(MatchTest.class.getClassLoader()).named("frozen-lake");
    Parameters firm = Parameters.of(lake, Map.of("slippery", 0f));
    Evaluator.Contestant random = contestant("random", lake, firm);
    Match.Sides person = new Match.Sides(random, random, OptionalInt.of(0));
    Match.Sides nobody = new Match.Sides(random, random, OptionalInt.empty());
    try (Match played = new Match(ArenaSetup.of(lake, firm), person, held, 1);
        Match watched = new Match(ArenaSetup.of(lake, firm), nobody, held, 1);
        Match hasty = match("random", "random", OptionalInt.of(0), 1)) {
      assertThat(played.waits()).isTrue();
      assertThat(watched.waits()).isFalse();
      assertThat(hasty.waits()).isFalse();
      held.x = 1;
      assertThat(played.waits()).isFalse();
      ticks(played, 3);
      held.x = 0;
      held.y = -1;
      Match.Event fall = played.tick().orElseThrow();
      assertThat(fall.ending()).as("a hole lies below the corner").isEqualTo(Ending.TERMINATED);
      assertThat(fall.ticks()).isEqualTo(4);
    }
  }

  @Test
  void teamsAreCalledAsTheirSeatsWithoutTheNumber() {
    assertThat(Match.teams(SOCCER.seats(Parameters.defaults(SOCCER))))
        .containsExactly(new Match.Team(0, "blue"), new Match.Team(1, "orange"));
  }

  private static void ticks(Match match, int count) {
    for (int tick = 0; tick < count; tick++) {
      match.tick();
    }
  }

  private Match match(String own, String other, OptionalInt human, long seed) {
    Parameters parameters = Parameters.of(SOCCER, Map.of("players", 2f));
    Match.Sides sides =
        new Match.Sides(
            contestant(own, SOCCER, parameters), contestant(other, SOCCER, parameters), human);
    return new Match(ArenaSetup.of(SOCCER, parameters), sides, held, seed);
  }

  private static Evaluator.Contestant contestant(String name, Game game, Parameters parameters) {
    ArenaSetup arenas = ArenaSetup.of(game, parameters);
    return new Evaluator.Contestant(name, Brains.seated(name, arenas, Backends.best(), true));
  }

  private static final class Held implements Controls {
    private float x;
    private float y;

    @Override
    public float x() {
      return x;
    }

    @Override
    public float y() {
      return y;
    }

    @Override
    public boolean button(int number) {
      return false;
    }
  }

  /** Where the marked player stands: soccer draws no ring after the marked one's. */
  private record Marked(float x, float y) {
    static Marked of(Match match) {
      if (match.humanSeat().isEmpty()) {
        return new Marked(Float.NaN, Float.NaN);
      }
      Strokes strokes = Strokes.of(match);
      return new Marked(strokes.ringX, strokes.ringY);
    }
  }

  @Test
  void aPersonIsWaitedForOnlyWhenItIsTheirTurn() {
    Game board = new Games(MatchTest.class.getClassLoader()).named("tic-tac-toe");
    Parameters parameters = Parameters.defaults(board);
    Evaluator.Contestant script = contestant("scripted", board, parameters);
    Match.Sides person = new Match.Sides(script, script, OptionalInt.of(1));
    try (Match match = new Match(ArenaSetup.of(board, parameters), person, held, 1)) {
      List<Float> scores = new ArrayList<>();
      match.atEnd(() -> scores.add(match.total(0) + match.total(1)));
      assertThat(match.waits()).as("cross begins").isFalse();
      match.tick();
      assertThat(match.waits()).isTrue();
      match.tick();
      assertThat(match.waits()).isFalse();
      while (match.episodes() == 0) {
        match.tick();
      }
      assertThat(scores).as("the board that cross has won").containsExactly(1f);
    }
  }
}
