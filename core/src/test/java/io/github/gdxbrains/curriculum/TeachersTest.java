package io.github.gdxbrains.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.curriculum.LearningProgress.Bandit;
import io.github.gdxbrains.curriculum.RangeWidening.Widening;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TeachersTest {
  private static final Interval FORCE = new Interval("force", 0.1f, 10.1f);
  private static final Interval GRAVITY = new Interval("gravity", 4, 8);

  private final Game game = new CartPole();
  private final Parameters defaults = Parameters.defaults(game);
  private final RandomStream random = new RandomStream(3);

  private static void copy(Teacher from, Teacher to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.save(new DataOutputStream(bytes));
    to.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static double metric(Teacher teacher, String name) {
    Metrics metrics = new Metrics();
    teacher.report(metrics);
    return metrics.get(name);
  }

  private static RangeWideningTeacher widening(float boundary) {
    Widening settings =
        new Widening(Optional.empty(), 10, 20, 2, 0.25f, boundary, Map.of("gravity", 6f));
    Parameters base = Parameters.defaults(new CartPole());
    return new RangeWideningTeacher(settings, List.of(GRAVITY), base);
  }

  @Test
  void aRangeBeginsAsASingleValueAndWidensWhereAgentsDoWellAtItsEnds() {
    RangeWideningTeacher teacher = widening(0.5f);
    Parameters middle = teacher.choose(defaults, random);
    assertThat(middle.get("gravity")).isEqualTo(6);

    teacher.finished(middle, 15);
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(6);
    teacher.finished(middle, 25); // a mean of 20, at both ends; a quarter of 8 - 4 is 1
    assertThat(metric(teacher, "teacher/gravity/low")).isEqualTo(5);
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(7);

    teacher.finished(middle, 90); // no longer at an end
    teacher.finished(middle, 90);
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(7);
    teacher.finished(defaults.with("gravity", 7), 12);
    teacher.finished(defaults.with("gravity", 7), 17); // between the thresholds
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(7);
    teacher.finished(defaults.with("gravity", 7), 30);
    teacher.finished(defaults.with("gravity", 7), 30);
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(8);
    teacher.finished(defaults.with("gravity", 8), 30);
    teacher.finished(defaults.with("gravity", 8), 30); // the sampler's own bound
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(8);
  }

  @Test
  void aRangeNarrowsWhereAgentsDoBadlyButNotBeyondItsStart() {
    RangeWideningTeacher teacher = widening(0.5f);
    Parameters low = defaults.with("gravity", 5);
    teacher.finished(defaults.with("gravity", 6), 40);
    teacher.finished(defaults.with("gravity", 6), 40);
    teacher.finished(low, 9);
    teacher.finished(low, 10); // 9.5 is below 10
    assertThat(metric(teacher, "teacher/gravity/low")).isEqualTo(6);
    assertThat(metric(teacher, "teacher/gravity/high")).isEqualTo(7);
    teacher.finished(defaults.with("gravity", 6), 0);
    teacher.finished(defaults.with("gravity", 6), 0);
    assertThat(metric(teacher, "teacher/gravity/low")).isEqualTo(6);
  }

  @Test
  void asManyEpisodesAsAskedForArePlayedAtAnEnd() {
    RangeWideningTeacher teacher = widening(0.4f);
    teacher.finished(defaults.with("gravity", 6), 40);
    teacher.finished(defaults.with("gravity", 6), 40); // now from 5 to 7
    int low = 0;
    int high = 0;
    for (int i = 0; i < 10_000; i++) {
      float value = teacher.choose(defaults, random).get("gravity");
      assertThat(value).isBetween(5f, 7f);
      low += value == 5 ? 1 : 0;
      high += value == 7 ? 1 : 0;
    }
    assertThat(low / 1e4).isEqualTo(0.2, within(0.02));
    assertThat(high / 1e4).isEqualTo(0.2, within(0.02));
  }

  @Test
  void aRangeThatIsRestoredGoesOn() throws IOException {
    RangeWideningTeacher first = widening(0.5f);
    first.finished(defaults.with("gravity", 6), 40);
    RangeWideningTeacher second = widening(0.5f);
    copy(first, second);
    second.finished(defaults.with("gravity", 6), 0); // the second episode: a mean of 20
    assertThat(metric(second, "teacher/gravity/low")).isEqualTo(5);
  }

  private static Parameters at(float force, float gravity) {
    return Parameters.of(new CartPole(), Map.of("force", force, "gravity", gravity));
  }

  private static LearningProgressTeacher bandit(float exploration) {
    return new LearningProgressTeacher(
        new Bandit(Optional.empty(), 2, 4, exploration), List.of(FORCE, GRAVITY));
  }

  @Test
  void progressIsHowFarTheNewerReturnsAreFromTheOlder() {
    LearningProgressTeacher teacher = bandit(0);
    Parameters hard = at(8, 7); // the upper half of both: the last of four regions
    assertThat(teacher.region(hard)).isEqualTo(3);
    assertThat(teacher.region(at(8, 5))).isEqualTo(1);
    for (double value : new double[] {1, 2, 6}) {
      teacher.finished(hard, value);
      assertThat(teacher.progressOf(3)).isZero();
    }
    teacher.finished(hard, 8); // (6 + 8) / 2 - (1 + 2) / 2
    assertThat(teacher.progressOf(3)).isEqualTo(5.5);
    teacher.finished(hard, 0); // (8 + 0) / 2 - (2 + 6) / 2
    assertThat(teacher.progressOf(3)).isZero();
    teacher.finished(hard, 0); // (0 + 0) / 2 - (6 + 8) / 2: forgetting is progress too
    assertThat(teacher.progressOf(3)).isEqualTo(7);
  }

  private double[] shares(LearningProgressTeacher teacher) {
    double[] shares = new double[4];
    for (int i = 0; i < 20_000; i++) {
      shares[teacher.region(teacher.choose(defaults, random))] += 1 / 20_000.0;
    }
    return shares;
  }

  @Test
  void regionsAreDrawnInProportionToProgressAndAtTimesAllAlike() throws IOException {
    LearningProgressTeacher teacher = bandit(0.2f);
    teacher.update();
    assertThat(shares(teacher)).containsExactly(new double[] {.25, .25, .25, .25}, within(0.02));
    for (double value : new double[] {0, 0, 3, 3}) {
      teacher.finished(at(1, 5), value); // region 0, a progress of 3
      teacher.finished(at(8, 7), -value / 3); // region 3, of 1
    }
    teacher.update();
    // 0.8 * 3/4 + 0.2 / 4 and so on
    double[] expected = {0.65, 0.05, 0.05, 0.25};
    assertThat(shares(teacher)).containsExactly(expected, within(0.02));
    LearningProgressTeacher restored = bandit(0.2f);
    copy(teacher, restored);
    assertThat(shares(restored)).containsExactly(expected, within(0.02));
    assertThat(metric(restored, "teacher/regions_measured")).isEqualTo(2);
    assertThat(metric(restored, "teacher/mean_progress")).isEqualTo(1);
  }

  private static final Map<String, EnvironmentParameter> SETTINGS =
      Map.of("gravity", new Sampler(new SamplerParameters.Uniform(4, 8)), "force", new Constant(9));

  @Test
  void aTeacherChoosesWhatHasAUniformSamplerAndLeavesTheRest() {
    TrainingParameters source =
        new TrainingParameters(
            game,
            Parameters.of(game, Map.of("force", 9f)),
            SETTINGS,
            Optional.of(
                new RangeWidening(
                    new Widening(Optional.empty(), 0, 1, 2, 0.1f, 0.5f, Map.of("gravity", 5f)))),
            1);
    Parameters chosen = source.next(random);
    assertThat(chosen.get("gravity")).isEqualTo(5);
    assertThat(chosen.get("force")).isEqualTo(9);
  }

  @Test
  void aTeacherThatCannotTeachIsRefused() {
    assertThatThrownBy(() -> LearningProgress.DEFAULT.check(game, Map.of("force", new Constant(9))))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(
            " has nothing to choose: no parameter in environment_parameters has a uniform sampler");
    RangeWidening wrong =
        new RangeWidening(
            new Widening(Optional.empty(), 0, 0, 1, 0.1f, 0.5f, Map.of("gravty", 5f)));
    assertThatThrownBy(() -> wrong.check(game, SETTINGS))
        .hasMessage(
            "range_widening.start.gravty is no parameter with a uniform sampler; did you mean"
                + " 'gravity'?");
    RangeWidening outside =
        new RangeWidening(
            new Widening(Optional.empty(), 0, 0, 1, 0.1f, 0.5f, Map.of("gravity", 9f)));
    assertThatThrownBy(() -> outside.check(game, SETTINGS))
        .hasMessage("range_widening.start.gravity is 9, but must be within [4, 8]");
  }
}
