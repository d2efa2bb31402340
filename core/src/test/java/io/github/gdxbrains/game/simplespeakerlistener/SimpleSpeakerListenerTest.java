package io.github.gdxbrains.game.simplespeakerlistener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleWorld;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimpleSpeakerListenerTest {
  private static final SimpleSpeakerListener GAME = new SimpleSpeakerListener();

  /** Says a word, or does nothing. */
  private static Script saying(int word) {
    return (entity, random, action) ->
        action.choose(0, Particle.of(entity) == Talk.of(entity).speaker ? word : 0);
  }

  private static Playing playing(Script script, Map<String, Float> parameters) {
    return new Playing(
        GAME, Parameters.of(GAME, parameters), List.of(new ScriptedBrain(script)), 4);
  }

  private static Talk talk(Playing playing) {
    return Talk.of(playing.arena().world().seat(0));
  }

  /** What the listener sees; its batch has further rows that nobody has. */
  private static float[] seenByListener(Playing playing) {
    return Arrays.copyOf(playing.batch(1).observations(), 11);
  }

  private static float[] heard(Playing playing) {
    return Arrays.copyOfRange(seenByListener(playing), 8, 11);
  }

  @Test
  void theListenerHearsAWordOneStepAfterItIsChosen() {
    try (Playing playing = playing(saying(2), Map.of(ParticleWorld.MAX_CYCLES, 2f))) {
      assertThat(playing.batch(0).behavior().observations().floats()).isEqualTo(3);
      assertThat(playing.batch(1).behavior().observations().floats()).isEqualTo(11);
      assertThat(heard(playing)).containsExactly(0, 0, 0);
      playing.tick();
      assertThat(heard(playing)).containsExactly(0, 0, 1);
      playing.tick(); // the next episode begins in silence
      assertThat(heard(playing)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void continuousWordsAreHeardAsTheyAreSaid() {
    Script script =
        (entity, random, action) -> {
          if (Particle.of(entity) == Talk.of(entity).speaker) {
            action.set(0, -1).set(1, 0.5f).set(2, 0);
          } else {
            action.set(0, -1).set(1, -1).set(2, -1).set(3, -1).set(4, 0);
          }
        };
    try (Playing playing = playing(script, Map.of("continuous_actions", 1f))) {
      playing.tick();
      assertThat(heard(playing)).containsExactly(0, 0.75f, 0.5f);
      assertThat(talk(playing).listener.vy()).isCloseTo(0.25, within(1e-9));
      assertThat(talk(playing).speaker.vy()).isZero();
    }
  }

  @Test
  void theSpeakerSeesTheGoalsColourAndTheListenerOffsets() {
    try (Playing playing = playing(saying(0), Map.of())) {
      Talk talk = talk(playing);
      talk.goal = 1;
      talk.listener.place(0.25, -0.5);
      talk.landmarks[0].place(1, 0);
      talk.landmarks[1].place(-0.75, 0.5);
      talk.landmarks[2].place(0.25, 0.25);
      playing.tick();
      assertThat(playing.batch(0).observations()).startsWith(0.15f, 0.65f, 0.15f);
      assertThat(seenByListener(playing))
          .containsExactly(0, 0, 0.75f, 0.5f, -1, 1, 0, 0.75f, 1, 0, 0);
    }
  }

  @Test
  void bothGetMinusTheSquaredDistanceBetweenListenerAndGoal() {
    try (Playing playing = playing(saying(0), Map.of(ParticleWorld.MAX_CYCLES, 1f))) {
      Talk talk = talk(playing);
      talk.goal = 2;
      talk.speaker.place(9, 9);
      talk.listener.place(0.5, -0.5);
      talk.landmarks[2].place(-0.7, 0.1);
      playing.tick();
      EpisodeLog log = playing.arena().log();
      assertThat(log.episodeReturn(0, 0)).isCloseTo(-1.44 - 0.36, within(1e-6));
      assertThat(log.episodeReturn(0, 1)).isCloseTo(-1.44 - 0.36, within(1e-6));
    }
  }

  @Test
  void goalsAreDrawnEvenly() {
    int[] drawn = new int[3];
    try (Playing playing = playing(saying(0), Map.of(ParticleWorld.MAX_CYCLES, 1f))) {
      for (int episode = 0; episode < 3000; episode++) {
        drawn[talk(playing).goal]++;
        playing.tick();
      }
    }
    for (int count : drawn) {
      assertThat(count).isBetween(880, 1120); // 4.6 standard deviations of 25.8
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void theScriptsUnderstandEachOther(float continuous) {
    Script script = GAME.scripts().get("scripted");
    try (Playing playing = playing(script, Map.of("continuous_actions", continuous))) {
      EpisodeLog log = playing.play(300);
      double arrived = 0;
      for (int episode = 0; episode < 300; episode++) {
        arrived += log.score(episode, 0) / 300;
      }
      assertThat(arrived).isGreaterThan(0.97);
    }
  }
}
