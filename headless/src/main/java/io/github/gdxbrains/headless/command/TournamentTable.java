package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.league.Crosstable;
import io.github.gdxbrains.league.Rating;
import io.github.gdxbrains.train.Tournament;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A tournament as people read it: from the strongest on, with score rates against each other. */
final class TournamentTable {
  private TournamentTable() {}

  static void print(Tournament tournament, PrintWriter out) {
    List<Integer> ranking = tournament.ranking();
    List<String> headings =
        new ArrayList<>(List.of("", "brain", "Elo", "score rate", "won", "drawn", "lost", " "));
    for (int place = 1; place <= ranking.size(); place++) {
      headings.add("vs " + place);
    }
    Table table = new Table(headings.toArray(String[]::new));
    Crosstable results = tournament.results();
    for (int player : ranking) {
      Rating rating = tournament.ratings().get(player);
      List<Object> cells = new ArrayList<>();
      cells.add(1 + ranking.indexOf(player));
      cells.add(tournament.names().get(player));
      cells.add(String.format(Locale.ROOT, "%4.0f ± %.0f", rating.elo(), rating.margin()));
      cells.add(rate(results.scoreRate(player)));
      cells.addAll(List.of(results.wins(player), results.draws(player), results.losses(player)));
      cells.add("");
      for (int opponent : ranking) {
        cells.add(opponent == player ? "·" : rate(results.scoreRate(player, opponent)));
      }
      table.row(cells.toArray());
    }
    table.print(out, "");
    out.println(
        "Elo with 95 % intervals, 1200 on average; score rate: (won + drawn / 2) / episodes");
    out.flush();
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.3f", rate);
  }
}
