package io.github.gdxbrains.headless.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.gdxbrains.brain.TableModel;
import io.github.gdxbrains.brain.ValueTable;
import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.LessonReport;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.VisitedStates;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.LeagueTable;
import io.github.gdxbrains.train.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What commands write as JSON; a number that has no meaning is null. */
public final class Reports {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Reports() {}

  /** A run, as in {@code summary.json}. */
  public static Map<String, Object> of(RunSummary run, Path brain) {
    double known = run.simulateSeconds() + run.inferSeconds() + run.learnSeconds();
    Map<String, Object> phases = new LinkedHashMap<>();
    phases.put("simulate", number(run.simulateSeconds()));
    phases.put("infer", number(run.inferSeconds()));
    phases.put("learn", number(run.learnSeconds()));
    phases.put("other", number(Math.max(0, run.wallSeconds() - known)));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("game", run.game());
    report.put("trainer", run.trainer());
    report.put("backend", run.backend());
    report.put("seed", run.seed());
    report.put("threads", run.threads());
    report.put("steps", run.steps());
    report.put("episodes", run.episodes());
    report.put("updates", run.updates());
    report.put("wall_seconds", number(run.wallSeconds()));
    report.put("steps_per_second", number(run.stepsPerSecond()));
    report.put("phase_seconds", phases);
    report.put("mean_return", number(run.meanReturn()));
    report.put(
        "solved_at_step", run.solvedAtStep().isPresent() ? run.solvedAtStep().getAsLong() : null);
    report.put("solved_at_seconds", number(run.solvedAtSeconds().orElse(Double.NaN)));
    report.put("evaluation", run.evaluation().map(Reports::of).orElse(null));
    if (!run.elo().isEmpty()) {
      Map<String, Object> elo = new TreeMap<>();
      run.elo().forEach((side, rating) -> elo.put(side, of(rating)));
      report.put("elo", elo);
    }
    if (!run.lessons().isEmpty()) {
      Map<String, Object> lessons = new TreeMap<>();
      run.lessons().forEach((parameter, lesson) -> lessons.put(parameter, of(lesson)));
      report.put("lessons", lessons);
    }
    if (!run.rewardAlarms().isEmpty()) {
      report.put("reward_alarms", run.rewardAlarms());
    }
    report.put("brain", brain.toString());
    report.put("parameters_sha256", run.parametersSha256());
    return report;
  }

  private static Map<String, Object> of(LessonReport lesson) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("lesson", lesson.lesson());
    report.put("lessons", lesson.lessons());
    report.put("name", lesson.name());
    report.put("begun_at_step", lesson.begunAtStep());
    return report;
  }

  private static Map<String, Object> of(Rating rating) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("elo", number(rating.elo()));
    report.put("low", number(rating.low()));
    report.put("high", number(rating.high()));
    return report;
  }

  /** A league, as in {@code league.json}. */
  public static Map<String, Object> of(LeagueTable league) {
    List<Map<String, Object>> sides = new ArrayList<>();
    for (LeagueTable.Standing standing : league.sides()) {
      Map<String, Object> side = new LinkedHashMap<>();
      side.put("side", standing.name());
      side.put("rating", of(standing.rating()));
      side.put("matches", standing.matches());
      List<Map<String, Object>> snapshots = new ArrayList<>();
      for (LeagueTable.Kept kept : standing.snapshots()) {
        Map<String, Object> snapshot = new LinkedHashMap<>();
        snapshot.put("brains", kept.brains());
        snapshot.put("steps", kept.steps());
        snapshot.put("rating", of(kept.rating()));
        snapshot.put("matches", kept.matches());
        snapshot.put("in_window", kept.isInWindow());
        snapshots.add(snapshot);
      }
      side.put("snapshots", snapshots);
      sides.add(side);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("learning_team", league.learningTeam());
    report.put("sides", sides);
    return report;
  }

  /** An evaluation. */
  public static Map<String, Object> of(Evaluation evaluation) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("episodes", evaluation.episodes());
    report.put("mean_return", number(evaluation.meanReturn()));
    report.put("std_return", number(evaluation.stdReturn()));
    report.put("mean_score", number(evaluation.meanScore()));
    report.put("mean_ticks", number(evaluation.meanTicks()));
    report.put("wins", evaluation.wins());
    report.put("draws", evaluation.draws());
    report.put("losses", evaluation.losses());
    report.put("score_rate", number(evaluation.scoreRate()));
    report.put("opponent", evaluation.opponent().isEmpty() ? null : evaluation.opponent());
    report.put("deterministic", evaluation.deterministic());
    return report;
  }

  /**
   * A table: how each number of an observation, as a network sees it, is put into bins, and for
   * each state its bins, and the value and the visits of each option.
   */
  public static Map<String, Object> of(String game, TableModel model) {
    ValueTable table = model.table();
    VisitedStates states = table.states();
    Discretizer discretizer = states.discretizer();
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (String name : model.behavior().observations().inputNames()) {
      int input = inputs.size();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", name);
      entry.put("low", discretizer.low(input));
      entry.put("high", discretizer.high(input));
      entry.put("bins", discretizer.bins(input));
      inputs.add(entry);
    }
    float[] values = new float[states.options()];
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int state = 0; state < states.count(); state++) {
      int s = state;
      table.copyValues(s, values);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("bins", IntStream.range(0, inputs.size()).map(i -> states.bin(s, i)).toArray());
      row.put("values", values.clone());
      row.put("visits", IntStream.range(0, values.length).map(o -> states.visits(s, o)).toArray());
      rows.add(row);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("game", game);
    report.put("behavior", model.behavior().name());
    report.put("options", states.options());
    report.put("initial_value", table.initialValue());
    report.put("inputs", inputs);
    report.put("states", rows);
    return report;
  }

  /** A number for JSON: NaN and infinity are null. */
  public static Double number(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  /** Writes JSON so that the file is there whole or not at all. */
  public static void write(Path file, Object report) {
    try {
      String text = MAPPER.writeValueAsString(report) + "\n";
      AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a file of JSON says, as maps, lists and numbers; empty if there is no such file. */
  public static Map<String, Object> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {});
    } catch (IOException broken) {
      throw new UserError("cannot read " + file + ": " + broken.getMessage(), broken);
    }
  }

  /** Writes JSON if a file was asked for. */
  public static void write(Optional<Path> file, Object report) {
    file.ifPresent(path -> write(path, report));
  }
}
