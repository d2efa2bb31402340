package io.github.gdxbrains.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.learner.ppo.PpoConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(float gamma, int size) {
    public static final Inner DEFAULT = new Inner(0.5f, 7);

    Inner {
      InvalidValue.unlessWithin("gamma", gamma, 0, 1);
    }
  }

  record Outer(
      int count,
      long bigCount,
      float learningRate,
      double fine,
      boolean isOn,
      String name,
      Colour colour,
      OptionalDouble limit,
      OptionalInt most,
      OptionalLong bigMost,
      Inner inner,
      Record anything,
      Map<String, Inner> inners,
      Map<String, Float> weights,
      List<String> names,
      List<Integer> numbers) {}

  private static final Outer DEFAULT =
      new Outer(
          1,
          2,
          3e-4f,
          4,
          false,
          "five",
          Colour.RED,
          OptionalDouble.of(6),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Inner.DEFAULT,
          new Inner(0.25f, 8),
          Map.of("known", new Inner(0.75f, 9)),
          Map.of("w", 1f),
          List.of("a"),
          List.of(1, 2));

  private static Outer with(String key, Object value) {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put(key, value);
    return Settings.with(DEFAULT, changes);
  }

  private static String mistake(String key, Object value) {
    try {
      with(key, value);
    } catch (UserError error) {
      assertThat(error.getMessage()).doesNotContain("\n");
      return error.getMessage();
    }
    throw new AssertionError(key + " was accepted");
  }

  @Test
  void whatIsNotMentionedKeepsItsValue() {
    assertThat(Settings.with(DEFAULT, Map.of())).isEqualTo(DEFAULT);
    assertThat(with("big_count", 5).count()).isEqualTo(1);
  }

  @Test
  void everyKindOfComponentIsBound() {
    assertThat(with("count", 12).count()).isEqualTo(12);
    assertThat(with("big_count", 1L << 40).bigCount()).isEqualTo(1L << 40);
    assertThat(with("learning_rate", "3e-5").learningRate()).isEqualTo(3e-5f);
    assertThat(with("fine", "0.1").fine()).isEqualTo(0.1);
    assertThat(with("fine", ".inf").fine()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(with("is_on", true).isOn()).isTrue();
    assertThat(with("name", "six").name()).isEqualTo("six");
    assertThat(with("colour", "dark_blue").colour()).isEqualTo(Colour.DARK_BLUE);
    assertThat(with("colour", Colour.DARK_BLUE).colour()).isEqualTo(Colour.DARK_BLUE);
    assertThat(with("limit", 7).limit()).hasValue(7);
    assertThat(with("limit", OptionalDouble.empty()).limit()).isEmpty();
    assertThat(with("most", 8).most()).hasValue(8);
    assertThat(with("big_most", 9).bigMost()).hasValue(9);
    assertThat(with("inner", Map.of("size", 3)).inner()).isEqualTo(new Inner(0.5f, 3));
    assertThat(with("names", List.of("x", "y")).names()).containsExactly("x", "y");
    assertThat(with("numbers", List.of(4)).numbers()).containsExactly(4);
    assertThat(with("weights", Map.of("v", 2)).weights()).isEqualTo(Map.of("v", 2f));
  }

  @Test
  void aComponentOfAnyRecordIsOfItsDefaultsKind() {
    assertThat(with("anything", Map.of("size", 3)).anything()).isEqualTo(new Inner(0.25f, 3));
  }

  @Test
  void entriesOfMapsStartFromTheEntryOfThatNameOrTheTypesDefault() {
    Map<String, Inner> inners =
        with("inners", Map.of("known", Map.of("size", 1), "new", Map.of("size", 2))).inners();

    assertThat(inners).isEqualTo(Map.of("known", new Inner(0.75f, 1), "new", new Inner(0.5f, 2)));
  }

  @ParameterizedTest
  @CsvSource({"5e5, 500000", "5.0e5, 500000", "1_000, 1000", "+3, 3", "-4, -4", "7.0, 7"})
  void wholeNumbersMayBeWrittenInManyWays(String text, int value) {
    assertThat(with("count", text).count()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "1f", "NaN", "Infinity", "1e", "", "_1", "--1", "1 2"})
  void whatJavaCallsANumberNeedNotBeOne(String text) {
    assertThat(mistake("fine", text)).isEqualTo("fine is '" + text + "', but must be a number");
  }

  @Test
  void wrongTypesAreNamed() {
    assertThat(mistake("count", "many")).isEqualTo("count is 'many', but must be a whole number");
    assertThat(mistake("count", 1.5)).isEqualTo("count is '1.5', but must be a whole number");
    assertThat(mistake("count", Map.of()))
        .isEqualTo("count is a mapping, but must be a whole number");
    assertThat(mistake("count", List.of()))
        .isEqualTo("count is a list, but must be a whole number");
    assertThat(mistake("count", OptionalInt.empty()))
        .isEqualTo("count is empty, but must be a whole number");
    assertThat(mistake("is_on", "yes")).isEqualTo("is_on is 'yes', but must be true or false");
    assertThat(mistake("name", List.of("a"))).isEqualTo("name is a list, but must be text");
    assertThat(mistake("inner", 1)).isEqualTo("inner is '1', but must be a mapping");
    assertThat(mistake("names", "a")).isEqualTo("names is 'a', but must be a list");
    assertThat(mistake("numbers", List.of(1, "b")))
        .isEqualTo("numbers[1] is 'b', but must be a whole number");
    assertThat(mistake("weights", Map.of("w", "x")))
        .isEqualTo("weights.w is 'x', but must be a number");
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertThat(mistake("count", 1L << 40))
        .isEqualTo("count is 1099511627776, but must be within [-2147483648, 2147483647]");
    assertThat(mistake("big_count", "1e30")).isEqualTo("big_count is 1e30, which is too large");
    assertThat(mistake("learning_rate", "1e39"))
        .isEqualTo("learning_rate is 1e39, which is too large");
    assertThat(mistake("fine", "1e999")).isEqualTo("fine is 1e999, which is too large");
  }

  @Test
  void unknownNamesBringTheNearestOne() {
    assertThat(mistake("learningrate", 1))
        .isEqualTo("learningrate: unknown key, did you mean 'learning_rate'?");
    assertThat(mistake("inner", Map.of("gama", 1)))
        .isEqualTo("inner.gama: unknown key, did you mean 'gamma'?");
    assertThat(mistake("inner", Map.of("elephants", 1)))
        .isEqualTo("inner.elephants: unknown key, valid are gamma, size");
    assertThat(mistake("colour", "darkblue"))
        .isEqualTo("colour is 'darkblue', did you mean 'dark_blue'?");
  }

  @Test
  void valuesOutOfRangeAreNamedWithTheirPath() {
    assertThat(mistake("inner", Map.of("gamma", 2)))
        .isEqualTo("inner.gamma is 2, but must be within [0, 1]");
    assertThat(mistake("inners", Map.of("x", Map.of("gamma", -1))))
        .isEqualTo("inners.x.gamma is -1, but must be within [0, 1]");
  }

  @Test
  void mistakesInFilesAreNamedWithFileAndLine() {
    Place file = new Place("a.yaml", 3);
    Node value = Node.Scalar.of(new Place("a.yaml", 4), "2");
    Node.Entry gamma = new Node.Entry(new Place("a.yaml", 4), value);
    Node inner = new Node.Mapping(file, Map.of("gamma", gamma));
    Node.Mapping tree = new Node.Mapping(file, Map.of("inner", new Node.Entry(file, inner)));

    assertThatThrownBy(() -> Settings.bind(tree, DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessage("a.yaml:4: inner.gamma is 2, but must be within [0, 1]");
    assertThatThrownBy(() -> Settings.bind(tree, Inner.DEFAULT))
        .hasMessage("a.yaml:3: inner: unknown key, valid are gamma, size");
  }

  @Test
  void aTreeOfARecordGivesAnEqualRecord() {
    Outer odd =
        new Outer(
            -1,
            Long.MIN_VALUE + 1,
            0x1.fffffep-100f,
            1e300,
            true,
            "true",
            Colour.DARK_BLUE,
            OptionalDouble.empty(),
            OptionalInt.of(3),
            OptionalLong.of(4),
            new Inner(0.1f, -8),
            new Inner(0.2f, 3),
            Map.of("x", new Inner(0.3f, 4)),
            Map.of("y", 16777217f, "z", 0.1f),
            List.of("b", "c"),
            List.of());

    assertThat(Settings.bind(Settings.tree(odd), DEFAULT)).isEqualTo(odd);
  }

  @Test
  void keysAreInSnakeCaseAndInTheOrderOfTheRecord() {
    assertThat(Settings.tree(PpoConfig.DEFAULT).entries().keySet())
        .startsWith("batch_size", "buffer_size", "learning_rate", "learning_rate_schedule")
        .contains("clip_range_vf", "target_kl");
    assertThat(Arrays.asList("batchSize", "lambd").stream().map(Settings::key))
        .containsExactly("batch_size", "lambd");
  }

  sealed interface Shape {}

  record Point(float value) implements Shape {}

  record Box(int width, int height) implements Shape {}

  record Ring(float radius, Optional<String> label) implements Shape {
    public static final Ring DEFAULT = new Ring(2, Optional.empty());
  }

  record Drawing(Map<String, Shape> shapes) {}

  private static Shape shape(Object value) {
    Map<String, ?> tree = Map.of("shapes", Map.of("x", value));
    return Settings.with(new Drawing(Map.of()), tree).shapes().get("x");
  }

  @Test
  void theKeysTellWhichKindOfSeveralASettingIs() {
    assertThat(shape(3)).isEqualTo(new Point(3));
    assertThat(shape(Map.of("width", 2, "height", 4))).isEqualTo(new Box(2, 4));
    assertThat(shape(Map.of("label", "a"))).isEqualTo(new Ring(2, Optional.of("a")));
    Drawing all = new Drawing(Map.of("a", new Point(1), "b", new Box(2, 3), "c", Ring.DEFAULT));
    assertThat(Settings.bind(Settings.tree(all), new Drawing(Map.of()))).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "widht: 2, height: 4 | shapes.x.widht: unknown key, did you mean 'width'?",
        "width: 2 | shapes.x lacks height",
        "width: 2, radius: 4 | shapes.x.radius: unknown key, valid are width, height",
        "colour: 2 | shapes.x.colour: unknown key, valid are width, height, radius, label",
        "'' | shapes.x is empty, but must have width or height or radius or label"
      })
  void whatIsOfNoKindIsNamed(String keys, String message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String pair : keys.isEmpty() ? new String[0] : keys.split(", ")) {
      tree.put(pair.split(": ")[0], pair.split(": ")[1]);
    }
    assertThatThrownBy(() -> shape(tree)).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void aLoneValueOfTheWrongTypeIsNamed() {
    assertThatThrownBy(() -> shape("wide")).hasMessage("shapes.x is 'wide', but must be a number");
    assertThatThrownBy(() -> shape(List.of(1)))
        .hasMessage("shapes.x is a list, but must be a number");
  }

  @Test
  void libraryUsersChangeHyperparametersByName() {
    PpoConfig config = Settings.with(PpoConfig.DEFAULT, Map.of("batch_size", 256, "beta", 0.01));

    assertThat(config.batchSize()).isEqualTo(256);
    assertThat(config.beta()).isEqualTo(0.01f);
    assertThatThrownBy(() -> Settings.with(PpoConfig.DEFAULT, Map.of("batch_size", 20000)))
        .hasMessage("buffer_size is 10240, but must be at least batch_size 20000");
  }
}
