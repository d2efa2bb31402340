package io.github.gdxbrains.nn.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class CpuTrainingTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          8,
          false,
          List.of(
              new Trunk(
                  List.of(
                      new Layer.Dense(64, Activation.TANH, 1),
                      new Layer.Dense(64, Activation.TANH, 1)),
                  List.of(new Head("policy", 6, 1)))));

  /** Threads that compute losses, and the array of outputs that each was given. */
  private static Set<String> places(Workers workers, int rows, int rounds, int wanted) {
    Set<String> places = ConcurrentHashMap.newKeySet();
    try (Network network = Backends.best().network(SPEC, workers)) {
      Network.Training training = network.training(rows, Adam.DEFAULT);
      Sequences input = Sequences.rows(rows, 8).use(rows);
      for (int round = 0; round < rounds || places.size() < wanted; round++) {
        training.forwardBackward(
            input,
            (shard, firstRow, count, outputs, gradients) ->
                places.add(
                    Thread.currentThread().getName() + " " + System.identityHashCode(outputs)));
      }
    }
    return places;
  }

  @Test
  void aSmallMinibatchStaysOnItsCallersThread() {
    try (Workers workers = new Workers(3)) {
      assertThat(places(workers, 64, 500, 1))
          .hasSize(1)
          .allMatch(place -> place.startsWith(Thread.currentThread().getName()));
    }
  }

  @Test
  @Timeout(60)
  void eachThreadKeepsToItsOwnWorkspace() {
    try (Workers workers = new Workers(3)) {
      Set<String> places = places(workers, 1024, 500, 3);

      assertThat(places).hasSize(3);
      assertThat(places.stream().map(place -> place.replaceFirst(" .*", "")))
          .doesNotHaveDuplicates();
      assertThat(places.stream().map(place -> place.replaceFirst(".* ", "")))
          .doesNotHaveDuplicates();
    }
  }
}
