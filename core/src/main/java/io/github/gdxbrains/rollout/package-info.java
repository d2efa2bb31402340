/**
 * From running arenas to what a learner learns from. A {@link
 * io.github.gdxbrains.rollout.Collector} runs many arenas on all threads; a {@link
 * io.github.gdxbrains.rollout.TransitionRecorder} makes transitions of what happens; a {@link
 * io.github.gdxbrains.rollout.Rollout} holds them, a lane for each agent; {@link
 * io.github.gdxbrains.rollout.Advantages} says how good each decision was.
 */
package io.github.gdxbrains.rollout;
