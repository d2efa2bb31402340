package io.github.gdxbrains.curriculum;

import java.util.Optional;

/**
 * What a parameter is while its curriculum has come so far.
 *
 * @param name for people
 * @param completionCriteria when the next lesson begins; only the last one has none
 * @param value a number or a sampler
 */
public record Lesson(
    String name, Optional<CompletionCriteria> completionCriteria, EpisodeValue value) {}
