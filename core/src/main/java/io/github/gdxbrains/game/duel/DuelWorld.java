package io.github.gdxbrains.game.duel;

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
import io.github.gdxbrains.reward.PotentialShaping;
import io.github.gdxbrains.reward.RewardTerm;

/** One yard. */
final class DuelWorld implements GameWorld {
  private static final float AIM_COS = (float) Math.cos(Math.toRadians(15));

  private final Engine engine = new Engine();
  private final Yard yard = new Yard();
  private final Entity[] seats = new Entity[2];
  private final DuelView view = new DuelView();

  DuelWorld(BehaviorSpec behavior) {
    for (int i = 0; i < seats.length; i++) {
      seats[i] = new Entity().add(yard.fighters[i]).add(agent(behavior, i));
      engine.addEntity(seats[i]);
    }
    for (Bullet bullet : yard.bullets) {
      engine.addEntity(new Entity().add(bullet));
    }
    for (Pickup pickup : yard.pickups) {
      engine.addEntity(new Entity().add(pickup));
    }
    engine.addSystem(yard);
  }

  private static Agent agent(BehaviorSpec behavior, int team) {
    Agent.Builder agent = Agent.builder(behavior).team(team);
    DuelSenses.sensors(team).forEach(agent::sense);
    boolean isHybrid = !behavior.actions().branches().isEmpty();
    return agent
        .act(isHybrid ? DuelWorld::actHybrid : DuelWorld::actContinuous)
        .reward(RewardTerm.of("win", DuelWorld::win), 1)
        .reward(RewardTerm.of("hit", e -> Fighter.of(e).dealt / Rules.FULL_HEALTH), 0.2f)
        .reward(RewardTerm.of("hurt", e -> -Fighter.of(e).suffered / Rules.FULL_HEALTH), 0.2f)
        .reward(RewardTerm.of("pickup", e -> Fighter.of(e).picked), 0)
        .reward(RewardTerm.of("aim", DuelWorld::aim), 0)
        .reward(new PotentialShaping("health_lead", Duel.SHAPING_GAMMA, DuelWorld::healthLead), 0)
        .build();
  }

  private static void actHybrid(Entity entity, Action action) {
    move(Fighter.of(entity), action).wantsShot = action.choice() == 1;
  }

  private static void actContinuous(Entity entity, Action action) {
    move(Fighter.of(entity), action).wantsShot = action.number(Duel.SHOOT) > 0;
  }

  private static Fighter move(Fighter fighter, Action action) {
    fighter.ahead = action.number(Duel.AHEAD);
    fighter.left = action.number(Duel.LEFT);
    fighter.turn = action.number(Duel.TURN);
    return fighter;
  }

  /** 1 for the winner, -1 for the other. */
  private static double win(Entity entity) {
    Fighter me = Fighter.of(entity);
    int winner = me.yard.winner;
    return winner == Yard.NOBODY ? 0 : winner == me.team ? 1 : -1;
  }

  /** The seconds of aiming at an opponent in sight, to 15 degrees. */
  private static double aim(Entity entity) {
    Fighter me = Fighter.of(entity);
    Fighter other = me.opponent();
    float ahead = me.ahead(other.x - me.x, other.y - me.y);
    boolean isAimed = ahead > AIM_COS * me.distanceTo(other.x, other.y);
    return isAimed && me.seesOpponent() ? Rules.TICK_SECONDS : 0;
  }

  /** How much more health it has than the other, -1 to 1. */
  private static double healthLead(Entity entity) {
    Fighter me = Fighter.of(entity);
    return (me.health - me.opponent().health) / Rules.FULL_HEALTH;
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
    yard.tickLimit = ticks(parameters.get(Duel.TIME_LIMIT));
    yard.pickupTicks = ticks(parameters.get(Duel.PICKUP_SECONDS));
    yard.bulletSpeed = parameters.get(Duel.BULLET_SPEED);
    yard.damage = parameters.get(Duel.DAMAGE);
    yard.reset(random, parameters.count(Duel.CRATES));
  }

  private static int ticks(float seconds) {
    return Math.max(1, Math.round(seconds / Rules.TICK_SECONDS));
  }

  @Override
  public Ending ending() {
    if (yard.isDecided) {
      return Ending.TERMINATED;
    }
    return yard.ticks >= yard.tickLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** 1 for who is left, else 0. */
  @Override
  public float score(int team) {
    return yard.winner == team ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, yard);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, yard.fighters[seat]);
  }

  @Override
  public void close() {
    yard.dispose();
  }
}
