package com.example.hallway;

import io.github.gdxbrains.game.cartpole.Cart;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.reward.RewardTermFactory;

/** Rewards carts for staying in the middle of the track. */
public final class Centered implements RewardTermFactory {
  @Override
  public String name() {
    return "centered";
  }

  @Override
  public String description() {
    return "1 in the middle of the track, 0 at its ends";
  }

  @Override
  public boolean fits(String game, String behavior) {
    return game.equals("cartpole");
  }

  @Override
  public RewardTerm create() {
    return RewardTerm.of(name(), entity -> 1 - Math.abs(Cart.of(entity).x()) / 2.4);
  }
}
