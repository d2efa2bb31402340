package io.github.gdxbrains.headless.tournament;

import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.chart.RatingChart;
import io.github.gdxbrains.headless.run.CsvFile;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.league.Crosstable;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.train.Tournament;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a tournament: {@code tournament.json}, {@code tournament.csv} and {@code tournament.png}.
 *
 * @param game that was played
 * @param brains of the contestants, as they were asked for
 * @param seed of all pairs
 * @param parameters of the game
 * @param tournament that was played
 */
public record TournamentFiles(
    String game,
    List<String> brains,
    long seed,
    Map<String, Float> parameters,
    Tournament tournament) {
  /** Copies the collections. */
  public TournamentFiles {
    brains = List.copyOf(brains);
    parameters = Map.copyOf(parameters);
  }

  /**
   * Refuses a folder that holds something.
   *
   * @throws UserError if it does, or if it is a file
   */
  public static void requireFresh(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError("--out " + folder + ": is a file, but must be a folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new UserError("--out " + folder + ": holds files already; name a new folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Writes all files into a folder and returns their paths. */
  public List<Path> write(Path folder) {
    Path json = folder.resolve("tournament.json");
    Path csv = folder.resolve("tournament.csv");
    Path png = folder.resolve("tournament.png");
    Reports.write(json, report());
    AtomicFiles.write(csv, csv().getBytes(StandardCharsets.UTF_8));
    AtomicFiles.write(png, picture());
    return List.of(json, csv, png);
  }

  /** For JSON: the brains from the strongest on, and the pairs in the order of play. */
  public Map<String, Object> report() {
    Crosstable results = tournament.results();
    List<Map<String, Object>> players = new ArrayList<>();
    for (int player : tournament.ranking()) {
      Rating rating = tournament.ratings().get(player);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", tournament.names().get(player));
      entry.put("brain", brains.get(player));
      entry.put("elo", rating.elo());
      entry.put("elo_interval", List.of(rating.low(), rating.high()));
      entry.put("wins", results.wins(player));
      entry.put("draws", results.draws(player));
      entry.put("losses", results.losses(player));
      entry.put("score_rate", results.scoreRate(player));
      players.add(entry);
    }
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (Tournament.Pairing pairing : tournament.pairings()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", tournament.names().get(pairing.first()));
      entry.putAll(Reports.of(pairing.evaluation()));
      pairs.add(entry);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("game", game);
    report.put("seed", seed);
    report.put("parameters", new TreeMap<>(parameters));
    report.put("confidence", 0.95);
    report.put("brains", players);
    report.put("pairs", pairs);
    return report;
  }

  /** A row for each brain from the strongest on, with its score rate against each of the others. */
  private String csv() {
    List<Integer> ranking = tournament.ranking();
    Crosstable results = tournament.results();
    List<String> header =
        new ArrayList<>(
            List.of("name,elo,elo_low,elo_high,wins,draws,losses,score_rate".split(",")));
    ranking.forEach(player -> header.add(CsvFile.quoted("vs " + tournament.names().get(player))));
    List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
    for (int player : ranking) {
      Rating rating = tournament.ratings().get(player);
      List<Object> cells = new ArrayList<>();
      cells.add(CsvFile.quoted(tournament.names().get(player)));
      cells.addAll(List.of(rating.elo(), rating.low(), rating.high()));
      cells.addAll(List.of(results.wins(player), results.draws(player), results.losses(player)));
      cells.add(results.scoreRate(player));
      for (int opponent : ranking) {
        cells.add(opponent == player ? "" : results.scoreRate(player, opponent));
      }
      lines.add(String.join(",", cells.stream().map(Object::toString).toList()));
    }
    return String.join("\n", lines) + "\n";
  }

  private byte[] picture() {
    List<Integer> ranking = tournament.ranking();
    int episodes = tournament.pairings().get(0).evaluation().episodes();
    List<RatingChart.Row> rows = new ArrayList<>();
    for (int player : ranking) {
      Rating rating = tournament.ratings().get(player);
      double[] rates =
          ranking.stream()
              .mapToDouble(opponent -> tournament.results().scoreRate(player, opponent))
              .toArray();
      rows.add(
          new RatingChart.Row(
              tournament.names().get(player), rating.elo(), rating.margin(), rates));
    }
    return RatingChart.png(
        game + ": tournament of " + rows.size() + " brains",
        episodes + " episodes a pair, sides swapped half-way",
        rows);
  }
}
