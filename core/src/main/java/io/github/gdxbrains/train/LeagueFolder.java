package io.github.gdxbrains.train;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.league.SelfPlay;
import io.github.gdxbrains.league.Side;
import io.github.gdxbrains.league.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshots of a league as brain files in the run's folder {@code league}: for evaluations and
 * tournaments. The checkpoint has those of the window as well; a run whose folder has others is not
 * resumed.
 */
final class LeagueFolder {
  private static final String NAME = "league";

  private final SelfPlay league;
  private final boolean isAlone;
  private final int[] written;

  /**
   * @param isAlone whether the run has one policy, so that files need not name it
   */
  LeagueFolder(SelfPlay league, boolean isAlone) {
    this.league = league;
    this.isAlone = isAlone;
    written = new int[league.sides().size()];
  }

  private String name(Snapshot snapshot, String policy) {
    String name = String.format(Locale.ROOT, "snapshot-%04d", snapshot.number());
    return isAlone ? Brains.fileName(name) : Brains.fileName(name, policy);
  }

  /** Writes the snapshots that are not there yet; whether there were any. */
  boolean write(BestBrain writer) {
    boolean isNew = false;
    for (int s = 0; s < written.length; s++) {
      Side side = league.sides().get(s);
      for (Snapshot snapshot : side.snapshots().subList(written[s], side.snapshots().size())) {
        for (Map.Entry<String, Model> entry : snapshot.models().entrySet()) {
          writer.write(
              NAME + "/" + name(snapshot, entry.getKey()),
              entry.getKey(),
              entry.getValue(),
              snapshot.steps());
        }
        isNew = true;
      }
      written[s] = side.snapshots().size();
    }
    return isNew;
  }

  /** The league has been restored from a checkpoint, all of whose snapshots were written. */
  void restored() {
    for (int s = 0; s < written.length; s++) {
      written[s] = league.sides().get(s).snapshots().size();
    }
  }

  /**
   * Before a run goes on from a checkpoint.
   *
   * @throws UserError if one of the window's snapshots is missing in the folder, or damaged
   */
  void requireWhole(Optional<Path> run) {
    for (Side side : league.sides()) {
      for (Snapshot snapshot : side.window()) {
        snapshot
            .models()
            .forEach(
                (policy, model) ->
                    run.ifPresent(
                        path ->
                            requireSame(
                                path.resolve(NAME).resolve(name(snapshot, policy)), model)));
      }
    }
  }

  private static void requireSame(Path file, Model model) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("cannot resume: the league's snapshot " + file + " is missing");
    }
    BrainFile found;
    try {
      found = BrainFile.read(file);
    } catch (UserError damaged) {
      throw new UserError("cannot resume: " + damaged.getMessage(), damaged);
    }
    if (!Arrays.equals(bytes(found.model()), bytes(model))) {
      throw new UserError("cannot resume: " + file + " is not the checkpoint's snapshot");
    }
  }

  private static byte[] bytes(Model model) {
    return new BrainFile("", model, Map.of()).toBytes();
  }

  /** How the league stands. */
  LeagueTable table() {
    List<LeagueTable.Standing> standings = new ArrayList<>();
    for (Side side : league.sides()) {
      List<Snapshot> window = side.window();
      List<LeagueTable.Kept> kept = new ArrayList<>();
      for (Snapshot snapshot : side.snapshots()) {
        kept.add(
            new LeagueTable.Kept(
                snapshot.steps(),
                side.policies().stream().map(policy -> name(snapshot, policy)).toList(),
                snapshot.rating(),
                snapshot.matches(),
                window.contains(snapshot)));
      }
      standings.add(new LeagueTable.Standing(side.name(), side.rating(), side.matches(), kept));
    }
    return new LeagueTable(league.learningTeam(), standings);
  }
}
