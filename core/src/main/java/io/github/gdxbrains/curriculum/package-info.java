/**
 * Where the parameters of training episodes come from: numbers, samplers that draw one for each
 * episode, lessons that follow one another as agents learn, schedules, and teachers that choose by
 * how agents do. What an experiment says is an {@link
 * io.github.gdxbrains.curriculum.EnvironmentParameter} for each parameter, and perhaps a {@link
 * io.github.gdxbrains.curriculum.TeacherSettings}; {@link
 * io.github.gdxbrains.curriculum.TrainingParameters}, where to start reading, gives arenas their
 * values, hears of finished episodes between rollouts, and moves on. All numbers are in the units
 * of the game's {@link io.github.gdxbrains.arena.ParameterSpec}.
 */
package io.github.gdxbrains.curriculum;
