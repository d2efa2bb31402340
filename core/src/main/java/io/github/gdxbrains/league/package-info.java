/**
 * How strong players are, told from who beat whom. Results of matches flow in, as a {@link
 * io.github.gdxbrains.league.Crosstable} or one by one; ratings flow out, in Elo's points: 400 more
 * means to be expected to score ten times as much as the other. A rating says nothing by itself,
 * only differences do. {@link io.github.gdxbrains.league.Elo} follows players who change while they
 * play; {@link io.github.gdxbrains.league.Rating} weighs all matches of players who do not, and
 * says how sure that is. Start reading at {@code Elo}.
 *
 * <p>And self-play: {@link io.github.gdxbrains.league.SelfPlay} says which team learns, keeps
 * {@link io.github.gdxbrains.league.Snapshot}s of each {@link io.github.gdxbrains.league.Side}'s
 * policies, and draws {@link io.github.gdxbrains.league.Opponent}s from them. Models and finished
 * episodes flow in; who plays which seat flows out.
 */
package io.github.gdxbrains.league;
