package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.Progress;
import io.github.gdxbrains.reward.RewardTerm;
import java.util.function.Function;

/** One pitch with two teams. */
final class SoccerWorld implements GameWorld {
  private static final int PLACING_ATTEMPTS = 20;

  private final Engine engine = new Engine();
  private final Stadium stadium = new Stadium();
  private final Match match;
  private final PhysicsSystem physics;
  private final Entity[] seats;
  private final SoccerView view = new SoccerView();

  SoccerWorld(Match match, Function<Player, BehaviorSpec> behaviors, SoccerSenses senses) {
    this.match = match;
    seats = new Entity[match.players.length];
    for (int i = 0; i < seats.length; i++) {
      seats[i] = playerEntity(match.players[i], behaviors.apply(match.players[i]), senses);
      engine.addEntity(seats[i]);
    }
    Entity ball = new Entity();
    ball.add(match.ball);
    engine.addEntity(ball);
    Entity referee = new Entity();
    referee.add(match);
    engine.addEntity(referee);
    physics = new PhysicsSystem(stadium, match);
    engine.addSystem(new ControlSystem());
    engine.addSystem(physics);
    engine.addSystem(new RefereeSystem(match));
  }

  private static Entity playerEntity(Player player, BehaviorSpec behavior, SoccerSenses senses) {
    Agent.Builder agent = Agent.builder(behavior).team(player.team);
    senses.sensors(player.team).forEach(agent::sense);
    if (player.isKeeper) {
      agent.sense(SoccerSenses.shot());
    }
    agent
        .act(SoccerWorld::act)
        .reward(RewardTerm.of("goal", SoccerWorld::goal), 1)
        .reward(new Progress("ball_to_goal", SoccerWorld::ballToGoal), 0.5f)
        .reward(
            player.isKeeper
                ? RewardTerm.of("outside", SoccerWorld::outside)
                : new Progress("to_ball", SoccerWorld::toBall),
            player.isKeeper ? 0.2f : 0.1f)
        .reward(RewardTerm.of("idle_ball", SoccerWorld::idleBall), 0.2f);
    Entity entity = new Entity();
    entity.add(player);
    entity.add(agent.build());
    return entity;
  }

  private static void act(Entity entity, Action action) {
    Player player = Player.of(entity);
    player.moveX = player.side * (action.choice(Soccer.ALONG) - 1);
    player.moveY = player.side * (action.choice(Soccer.ACROSS) - 1);
    player.wantsKick = action.choice(Soccer.KICK) == 1;
    player.wantsDive = player.isKeeper && action.choice(Soccer.DIVE) == 1;
  }

  /** 1 for everyone of the team that scores, -1 for the other. */
  private static double goal(Entity entity) {
    Player player = Player.of(entity);
    int scorer = player.match.scorer;
    return scorer == Match.NOBODY ? 0 : scorer == player.team ? 1 : -1;
  }

  /**
   * How much farther the ball is from the opponents' goal than from the own one, about -1 to 1; the
   * two teams' add up to 0. A goal, where it is about -1 for the scorers, keeps what it paid, so
   * that over an episode it only adds to what the goal is worth.
   */
  private static double ballToGoal(Entity entity) {
    Player player = Player.of(entity);
    float goalX = player.side * Rules.HALF_LENGTH;
    Match match = player.match;
    return (match.ballToGoal(goalX) - match.ballToGoal(-goalX)) / (2 * Rules.HALF_LENGTH);
  }

  /**
   * How much farther from the ball the team's nearest player is than the opponents' nearest, about
   * -1 to 1; the two teams' add up to 0.
   */
  private static double toBall(Entity entity) {
    Player player = Player.of(entity);
    Match match = player.match;
    float own = match.distanceToBall(player.team);
    float others = match.distanceToBall(1 - player.team);
    return (own - others) / (2 * Rules.HALF_LENGTH);
  }

  /** Minus the seconds that a goalkeeper is out of its area. */
  private static double outside(Entity entity) {
    return Player.of(entity).isInArea() ? 0 : -Rules.TICK_SECONDS;
  }

  /**
   * Minus the seconds that the ball lies idle, for both teams. Without it, two teams that learn
   * from each other alone may wait beside the ball for an opponent who never comes.
   */
  private static double idleBall(Entity entity) {
    Ball ball = Player.of(entity).match.ball;
    boolean isIdle = ball.vx * ball.vx + ball.vy * ball.vy < Rules.IDLE_SPEED * Rules.IDLE_SPEED;
    return isIdle ? -Rules.TICK_SECONDS : 0;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return Rules.TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    match.goalWidth = parameters.get(Soccer.GOAL_WIDTH);
    match.kickSpeed = parameters.get(Soccer.KICK_SPEED);
    match.tickLimit = Math.max(1, Math.round(parameters.get(Soccer.TIME_LIMIT) / tickSeconds()));
    match.ticks = 0;
    match.scorer = Match.NOBODY;
    stadium.rebuild(match.goalWidth);
    match.ball.body =
        stadium.addBall(
            symmetric(random, Rules.KICKOFF_OFFSET_X),
            symmetric(random, Rules.KICKOFF_OFFSET_Y),
            symmetric(random, Rules.KICKOFF_SPEED),
            symmetric(random, Rules.KICKOFF_SPEED),
            parameters.get(Soccer.BALL_DAMPING));
    float speed = parameters.get(Soccer.PLAYER_SPEED);
    float orangeSpeed = speed * parameters.get(Soccer.ORANGE_SPEED);
    for (int i = 0; i < match.players.length; i++) {
      Player player = match.players[i];
      place(player, i, random);
      player.faceX = player.side;
      player.faceY = 0;
      player.moveX = 0;
      player.moveY = 0;
      player.wantsKick = false;
      player.kickPause = 0;
      player.wantsDive = false;
      player.divePause = 0;
      player.topSpeed = player.team == 0 ? speed : orangeSpeed;
      player.body = stadium.addPlayer(player.team, player.x, player.y);
    }
    physics.readBodies();
  }

  private static float symmetric(RandomStream random, float bound) {
    return random.nextFloat(-bound, bound);
  }

  /** Puts a player somewhere in its own half, clear of mates; a goalkeeper into its goal. */
  private void place(Player player, int index, RandomStream random) {
    if (player.isKeeper) {
      player.x = player.side * (Rules.KEEPER_DISTANCE - Rules.HALF_LENGTH);
      player.y = player.side * symmetric(random, 0.25f * match.goalWidth);
      return;
    }
    float far = Rules.HALF_LENGTH - Rules.CORNER - Rules.PLAYER_RADIUS;
    float wide = Rules.HALF_WIDTH - Rules.CORNER - Rules.PLAYER_RADIUS;
    for (int attempt = 0; attempt < PLACING_ATTEMPTS; attempt++) {
      player.x = -player.side * random.nextFloat(Rules.KICKOFF_DISTANCE, far);
      player.y = player.side * symmetric(random, wide);
      if (isClear(player, index)) {
        return;
      }
    }
  }

  private boolean isClear(Player player, int index) {
    for (int i = 0; i < index; i++) {
      Player other = match.players[i];
      if (other.distanceTo(player.x, player.y) < 2.5f * Rules.PLAYER_RADIUS) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Ending ending() {
    if (match.scorer != Match.NOBODY) {
      return Ending.TERMINATED;
    }
    return match.ticks >= match.tickLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** Goals: 1 or 0, because the first one ends the episode. */
  @Override
  public float score(int team) {
    return match.scorer == team ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, match);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, match.players[seat]);
  }

  @Override
  public void close() {
    stadium.dispose();
  }
}
