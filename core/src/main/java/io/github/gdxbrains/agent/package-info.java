/**
 * Agents as Ashley components, and the path of every tick: <em>decide, act, simulate, reward,
 * sense</em>.
 *
 * <p>An {@link io.github.gdxbrains.agent.Agent} component carries its sensors, actuators and reward
 * terms. All agents of one {@link io.github.gdxbrains.agent.BehaviorSpec behavior} share an {@link
 * io.github.gdxbrains.agent.AgentBatch}, one row each; a {@link io.github.gdxbrains.agent.Brain}
 * decides for many rows at once; a {@link io.github.gdxbrains.agent.DecisionLoop} asks the brains
 * and tells the {@link io.github.gdxbrains.agent.Recorder} what came of it. In a game that owns its
 * loop the four systems ({@code DecideSystem}, {@code ActSystem}, {@code RewardSystem}, {@code
 * SenseSystem}) do this; in training an arena does. Start reading at {@code Agent}.
 */
package io.github.gdxbrains.agent;
