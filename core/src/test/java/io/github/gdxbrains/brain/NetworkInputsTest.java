package io.github.gdxbrains.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkInputsTest {
  private static final ObservationStream EYES =
      new ObservationStream("eyes", ElementType.UINT8, List.of(2, 2, 1), false, 0, 255);
  private static final ObservationStream FRIENDS =
      new ObservationStream("friends", ElementType.FLOAT32, List.of(3, 2), true, -1, 1);
  private static final ObservationStream WORDS =
      new ObservationStream("words", ElementType.UINT8, List.of(2, 1), true, 0, 255);

  @Test
  void encodersFindTheirStreamsInTheRowsOfABatch() {
    ObservationSpace space =
        ObservationSpace.of(EYES, FRIENDS, ObservationStream.vector("place", 2), WORDS);
    AgentBatch batch =
        new AgentBatch(new BehaviorSpec("Toy", space, ActionSpace.discrete(2), false, 1), 1, 0);
    for (int i = 0; i < 8; i++) {
      batch.observations()[i] = 10 + i;
    }
    for (int i = 0; i < 6; i++) {
      batch.observationBytes()[i] = (byte) (51 * i);
    }
    batch.observationCounts()[0] = 2;
    batch.observationCounts()[1] = 1;
    float[] row = new float[16];
    batch.copyInputs(false, 0, row, 0);

    Trunk trunk =
        new Trunk(
            List.of(
                new Encoder("place"),
                new Encoder("eyes"),
                new Encoder("words", new Layer.Attention(2, 1)),
                new Encoder("friends", new Layer.Attention(2, 1))),
            List.of(),
            List.of(new Head("policy", 2, 1)));
    NetworkSpec spec = new NetworkSpec(NetworkInputs.of(space), false, List.of(trunk));
    assertThat(spec.inputs()).isEqualTo(16);
    List<Structure.EncoderPlace> encoders = spec.structure().trunks().get(0).encoders();
    assertThat(first(row, encoders.get(0))).isEqualTo(16);
    assertThat(first(row, encoders.get(1))).isEqualTo(0);
    assertThat(first(row, encoders.get(2))).isEqualTo(51 * 4 / 255f);
    assertThat(first(row, encoders.get(3))).isEqualTo(10);
    assertThat(row[encoders.get(2).count().getAsInt()]).isEqualTo(1);
    assertThat(row[encoders.get(3).count().getAsInt()]).isEqualTo(2);
  }

  private static float first(float[] row, Structure.EncoderPlace encoder) {
    return row[encoder.columns().get(0).offset()];
  }

  @Test
  void countsThatWouldBeMixedUpAreRefused() {
    assertThatThrownBy(() -> NetworkInputs.of(ObservationSpace.of(WORDS, FRIENDS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[words, friends]");
  }
}
