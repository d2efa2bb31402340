package io.github.gdxbrains.desktop;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl.Controls;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.HumanBrain;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.Lineup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One arena in which brains, and a person if there is one, play episode after episode; it counts
 * the score. It knows nothing of windows and clocks.
 */
final class Match implements AutoCloseable {
  /**
   * Who plays.
   *
   * @param own plays the person's team mates, or team 0 if nobody plays
   * @param other plays all other teams
   * @param human the team that a person plays in, if one does
   */
  record Sides(Evaluator.Contestant own, Evaluator.Contestant other, OptionalInt human) {}

  /**
   * A side of a game.
   *
   * @param number from 0
   * @param name its first seat's, without a number at the end
   */
  record Team(int number, String name) {}

  /**
   * What a tick brought that is worth telling.
   *
   * @param scorer the team whose score rose, if one did
   * @param ending how the episode stands, {@code RUNNING} if it goes on
   * @param ticks length of the episode up to then
   * @param score of team 0 in the episode
   */
  record Event(OptionalInt scorer, Ending ending, int ticks, float score) {}

  private final Arena arena;
  private final List<DecisionLoop> loops = new ArrayList<>();
  private final int[] bots; // policies by seat, within the seat's loop
  private final int[] persons;
  private final List<Integer> humanSeats = new ArrayList<>();
  private final List<Team> teams;
  private final float[] finished;
  private final float[] before;
  private final int humanTeam;
  private final Controls controls;
  private long seed;
  private int human;
  private int followed;
  private int episodes;
  private float best = Float.NEGATIVE_INFINITY;

  /**
   * Sets everybody down and starts the first episode.
   *
   * @param setup of the arena; the brains of all sides fit it
   * @param controls what the person does; unused if nobody plays
   * @throws IllegalArgumentException if a person shall play a game that has no human control
   */
  Match(ArenaSetup setup, Sides sides, Controls controls, long seed) {
    arena = new Arena(setup, 0);
    this.seed = seed;
    this.controls = controls;
    humanTeam = sides.human().orElse(-1);
    finished = new float[arena.teams()];
    before = new float[arena.teams()];
    List<SeatSpec> seats = arena.seats();
    teams = teams(seats);
    bots = new int[seats.size()];
    persons = new int[seats.size()];
    Lineup lineup = new Lineup(seats);
    int ownTeam = Math.max(0, humanTeam);
    int[] own = lineup.add(sides.own(), team -> team == ownTeam);
    int[] other = lineup.add(sides.other(), team -> team != ownTeam);
    int[] players = new int[seats.size()];
    Arrays.setAll(players, seat -> seats.get(seat).team() == ownTeam ? own[seat] : other[seat]);
    for (BehaviorSpec behavior : setup.behaviors()) {
      addLoop(behavior, lineup, players);
    }
    for (int seat = 0; seat < seats.size(); seat++) {
      if (seats.get(seat).team() == humanTeam) {
        humanSeats.add(seat);
      }
    }
    if (sides.human().isPresent()) {
      if (humanSeats.isEmpty() || setup.game().human().isEmpty()) {
        throw new IllegalArgumentException("nobody can play in team " + humanTeam);
      }
      setPolicy(humanSeats.get(0), persons);
      followed = humanSeats.get(0);
    }
    arena.restart(seed);
  }

  /** The brains of a behavior's players, and last the person's. */
  private void addLoop(BehaviorSpec behavior, Lineup lineup, int[] playerOfSeat) {
    List<SeatSpec> seats = arena.seats();
    List<Integer> members = new ArrayList<>();
    for (int seat = 0; seat < seats.size(); seat++) {
      if (seats.get(seat).behavior().equals(behavior.name())) {
        members.add(seat);
      }
    }
    if (members.isEmpty()) {
      return;
    }
    List<Brain> brains = new ArrayList<>();
    List<Integer> players = lineup.playersOf(behavior.name());
    players.forEach(p -> brains.add(lineup.players().get(p).brains().brain(members.size())));
    arena.game().human().ifPresent(human -> brains.add(new HumanBrain(human, controls)));
    int columns = brains.stream().mapToInt(Brain::columns).max().orElse(0);
    AgentBatch batch = new AgentBatch(behavior, members.size(), columns);
    DecisionLoop loop =
        new DecisionLoop(batch, brains, Collections.nCopies(brains.size(), Recorder.NONE));
    loops.add(loop);
    for (int row = 0; row < members.size(); row++) {
      int seat = members.get(row);
      arena.bind(seat, batch, row);
      bots[seat] = players.indexOf(playerOfSeat[seat]);
      persons[seat] = players.size();
      loop.setPolicy(row, bots[seat]);
    }
  }

  private void setPolicy(int seat, int[] policies) {
    String behavior = arena.seats().get(seat).behavior();
    for (DecisionLoop loop : loops) {
      if (loop.batch().behavior().name().equals(behavior)) {
        loop.setPolicy(arena.row(seat), policies[seat]);
      }
    }
  }

  /** Whether it is for the person to decide, the game has no haste, and they have not yet. */
  boolean waits() {
    if (humanSeats.isEmpty()) {
      return false;
    }
    int seat = humanSeats.get(human);
    Agent agent = arena.agent(seat);
    return agent.isActive()
        && agent.isTurn()
        && arena.game().human().orElseThrow().waits(controls, arena.world().seat(seat));
  }

  /** Lets everybody decide and the world go on by one tick. */
  Optional<Event> tick() {
    for (int team = 0; team < before.length; team++) {
      before[team] = arena.world().score(team);
    }
    for (DecisionLoop loop : loops) {
      loop.decide();
      loop.batch().beginTick(0, loop.batch().capacity());
    }
    arena.tick();
    for (DecisionLoop loop : loops) {
      loop.ticked();
    }
    if (humanSeats.isEmpty() && !arena.agent(followed).isActive()) {
      followNext();
    }
    return arena.log().count() > 0 ? Optional.of(closeEpisode()) : scored(arena.world()::score);
  }

  private Event closeEpisode() {
    Ending ending = Ending.TRUNCATED;
    for (DecisionLoop loop : loops) {
      for (Ending own : loop.batch().endings()) {
        ending = own == Ending.TERMINATED ? own : ending;
      }
    }
    int ticks = arena.log().ticks(0);
    OptionalInt scorer = OptionalInt.empty();
    for (int team = 0; team < finished.length; team++) {
      float score = arena.log().score(0, team);
      finished[team] += score;
      if (score > before[team]) {
        scorer = OptionalInt.of(team);
      }
    }
    float score = arena.log().score(0, 0);
    best = Math.max(best, score);
    episodes++;
    arena.log().clear();
    return new Event(scorer, ending, ticks, score);
  }

  private Optional<Event> scored(Function<Integer, Float> score) {
    for (int team = 0; team < before.length; team++) {
      if (score.apply(team) > before[team]) {
        return Optional.of(
            new Event(OptionalInt.of(team), Ending.RUNNING, arena.ticks(), score.apply(0)));
      }
    }
    return Optional.empty();
  }

  /** Starts a new match from another seed. */
  void restart() {
    Arrays.fill(finished, 0);
    episodes = 0;
    best = Float.NEGATIVE_INFINITY;
    seed++;
    arena.restart(seed);
  }

  /**
   * Hands the controls to the next player of the person's team; where nobody plays, follows the
   * next agent that takes part.
   */
  void nextPlayer() {
    if (humanSeats.isEmpty()) {
      followNext();
      return;
    }
    if (humanSeats.size() > 1) {
      setPolicy(humanSeats.get(human), bots);
      human = (human + 1) % humanSeats.size();
      setPolicy(humanSeats.get(human), persons);
    }
    followed = humanSeats.get(human);
  }

  private void followNext() {
    for (int i = 1; i <= seats().size(); i++) {
      int seat = (followed + i) % seats().size();
      if (arena.agent(seat).isActive()) {
        followed = seat;
        return;
      }
    }
  }

  /** Follows the agent on a seat from now on. */
  void follow(int seat) {
    followed = seat;
  }

  /** The seat whose agent is followed: the person's, or one that was chosen. */
  int followed() {
    return followed;
  }

  /** Has something run when an episode has ended, while the world still shows how. */
  void atEnd(Runnable listener) {
    arena.atEnd(listener);
  }

  /** Draws the world and marks the person's player. */
  void draw(Canvas canvas) {
    arena.draw(canvas);
    humanSeat().ifPresent(seat -> arena.world().highlight(seat, canvas));
  }

  /**
   * Draws what agents sense on top of the world, and marks who is followed.
   *
   * @param shown of whom
   * @param unit of lines and texts, in world units
   */
  void drawSensors(Sensing shown, Canvas canvas, float unit) {
    for (int seat = 0; seat < seats().size(); seat++) {
      if (shown == Sensing.ALL || shown == Sensing.FOLLOWED && seat == followed) {
        arena.agent(seat).drawSensors(canvas, unit);
      }
    }
    if (humanSeats.isEmpty()) {
      arena.world().highlight(followed, canvas);
    }
  }

  /**
   * What the followed agent has last observed.
   *
   * @param isFinal whether that at the end of its last episode
   */
  Observed observed(boolean isFinal) {
    AgentBatch batch = arena.batch(followed);
    float[] numbers = new float[batch.inputsPerRow()];
    batch.copyInputs(isFinal, arena.row(followed), numbers, 0);
    return new Observed(
        batch.behavior().observations().streams(), arena.agent(followed).sensors(), numbers);
  }

  /** The seat that a person plays on. */
  OptionalInt humanSeat() {
    return humanSeats.isEmpty() ? OptionalInt.empty() : OptionalInt.of(humanSeats.get(human));
  }

  /** How many players a person can choose from. */
  int humanSeats() {
    return humanSeats.size();
  }

  /** What a team has scored in this match, the running episode included. */
  float total(int team) {
    return finished[team] + arena.world().score(team);
  }

  /** Score of team 0 in the running episode. */
  float score() {
    return arena.world().score(0);
  }

  /** The best score of team 0 in an episode of this match. */
  float best() {
    return Math.max(best, score());
  }

  /** Finished episodes of this match. */
  int episodes() {
    return episodes;
  }

  /** How many teams there are. */
  int teams() {
    return finished.length;
  }

  /** A team's name. */
  String teamName(int team) {
    return teams.get(team).name();
  }

  /** The teams that some seats belong to, in order, without gaps. */
  static List<Team> teams(List<SeatSpec> seats) {
    int count = 1 + seats.stream().mapToInt(SeatSpec::team).max().orElse(0);
    List<Team> teams = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int team = number;
      String name =
          seats.stream()
              .filter(seat -> seat.team() == team)
              .map(seat -> seat.name().replaceFirst("[ -]*[0-9]+$", ""))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("team " + team);
      teams.add(new Team(team, name));
    }
    return teams;
  }

  /** The seats. */
  List<SeatSpec> seats() {
    return arena.seats();
  }

  /** The game. */
  Game game() {
    return arena.game();
  }

  /** Simulated seconds of a tick. */
  float tickSeconds() {
    return arena.world().tickSeconds();
  }

  @Override
  public void close() {
    arena.close();
  }
}
