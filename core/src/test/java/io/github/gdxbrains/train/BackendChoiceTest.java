package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sgd;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackendChoiceTest {
  private static List<BackendChoice.Workload> workloads(OptimizerKind optimizer) {
    Experiments experiment = new Experiments(new CartPole());
    experiment.optimizer = optimizer;
    Trainer.Setup setup = experiment.setup();
    return BackendChoice.workloads(
        setup.config(), setup.game(), setup.extensions(), setup.learners());
  }

  @Test
  void whatIsTimedIsWhatTheExperimentLearnsWith() {
    assertThat(workloads(OptimizerKind.ADAM))
        .singleElement()
        .satisfies(
            workload -> {
              assertThat(workload.rows()).isEqualTo(64);
              assertThat(workload.optimizer()).isInstanceOf(Adam.class);
            });
    assertThat(workloads(OptimizerKind.SGD).get(0).optimizer()).isEqualTo(Sgd.DEFAULT);
    Optimizer rmsProp = new RmsProp(0.99f, 0, 1e-5f);
    assertThat(workloads(OptimizerKind.RMSPROP).get(0).optimizer()).isEqualTo(rmsProp);
  }

  @Test
  void anyNetworkIsTimed() {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(
                new Input("kind", 2),
                new Input("friends", Shape.of(5, 3), true),
                new Input("place", 4)),
            true,
            List.of(
                new Trunk(
                    List.of(
                        new Encoder("kind", new Layer.Embedding(7, 3)),
                        new Encoder("friends", new Layer.Attention(8, 2)),
                        new Encoder("place", new Layer.Dropout(0.1f))),
                    List.of(new Layer.Lstm(9), new Layer.NoisyDense(5, Activation.TANH, 0.5f)),
                    List.of(new Head("q", 3, 1)))));
    try (Workers workers = Workers.single()) {
      for (int rows : new int[] {1, 100, 256}) {
        BackendChoice.Workload workload =
            new BackendChoice.Workload(spec, rows, 1, new RmsProp(0.99f, 0.5f, 1e-5f));
        Backend scalar = Backends.named("scalar");
        try (BackendChoice.Candidate candidate =
            new BackendChoice.Candidate(scalar, List.of(workload, workload), workers)) {
          assertThat(candidate.pass()).isPositive();
        }
      }
    }
  }
}
