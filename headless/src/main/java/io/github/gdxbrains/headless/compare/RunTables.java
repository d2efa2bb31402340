package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.headless.run.CsvFile;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics in a run's folder, by name: the columns of {@code metrics.csv}, and those of {@code
 * evaluations.csv} with {@code evaluation/} before them, which may be left out where {@code
 * metrics.csv} has no such column.
 */
final class RunTables {
  private static final String EVALUATION = "evaluation/";
  private static final String STEP = "step";
  private static final String SECONDS = "seconds";

  private final CsvFile metrics;
  private final CsvFile evaluations;
  private final double[] steps;
  private final double[] seconds;

  RunTables(RunFolder run) {
    metrics = new CsvFile(run.metrics());
    evaluations = new CsvFile(run.evaluations());
    List<Double> clockSteps = new ArrayList<>(List.of(0.0));
    List<Double> clockSeconds = new ArrayList<>(List.of(0.0));
    clockSteps.addAll(metrics.column(STEP));
    clockSeconds.addAll(metrics.column(SECONDS));
    Map<String, Object> summary = Reports.read(run.summary());
    if (summary.get("steps") instanceof Number end
        && summary.get("wall_seconds") instanceof Number total
        && end.doubleValue() > clockSteps.get(clockSteps.size() - 1)) {
      clockSteps.add(end.doubleValue());
      clockSeconds.add(total.doubleValue());
    }
    steps = array(clockSteps);
    seconds = array(clockSeconds);
  }

  /** The names of all metrics. */
  List<String> names() {
    List<String> names = new ArrayList<>(metrics.header());
    names.removeAll(List.of(STEP, SECONDS));
    evaluations.header().stream()
        .filter(name -> !name.equals(STEP))
        .forEach(name -> names.add(EVALUATION + name));
    return names;
  }

  /** A metric's full name; the name itself where there is none. */
  static String fullName(String name, List<String> names) {
    return !names.contains(name) && names.contains(EVALUATION + name) ? EVALUATION + name : name;
  }

  /**
   * A metric's curve; empty if it never had a value. An evaluation takes place at the training
   * second that lies between those of the rows of {@code metrics.csv}.
   */
  Optional<RunCurve> curve(String fullName) {
    boolean isEvaluation = fullName.startsWith(EVALUATION);
    CsvFile table = isEvaluation ? evaluations : metrics;
    String column = isEvaluation ? fullName.substring(EVALUATION.length()) : fullName;
    List<Double> places = table.column(STEP);
    List<Double> values = table.column(column);
    List<Double> keptPlaces = new ArrayList<>();
    List<Double> keptSeconds = new ArrayList<>();
    List<Double> keptValues = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i))) {
        keptPlaces.add(places.get(i));
        keptSeconds.add(RunCurve.interpolate(steps, seconds, places.get(i)));
        keptValues.add(values.get(i));
      }
    }
    return keptValues.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunCurve(array(keptPlaces), array(keptSeconds), array(keptValues)));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
