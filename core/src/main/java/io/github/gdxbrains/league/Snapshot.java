package io.github.gdxbrains.league;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.Model;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the policies of a {@link Side} were at some time, and how it goes against them since. */
public final class Snapshot {
  /** How much a match counts beside the next, as in AlphaStar's payoff matrix. */
  static final double DECAY = 0.99;

  private final int number;
  private final long steps;
  private Map<String, Model> models;
  private double elo;
  private double information;
  private long matches;

  // of those who learn against it, each match counting DECAY times as much as the next
  private double met;
  private double won;

  Snapshot(int number, long steps, Map<String, Model> models, double elo, double information) {
    this.number = number;
    this.steps = steps;
    this.models = new TreeMap<>(models);
    this.elo = elo;
    this.information = information;
  }

  /** Its number among those of its side, from 0. */
  public int number() {
    return number;
  }

  /** Decisions of all learning agents before it was made. */
  public long steps() {
    return steps;
  }

  /** What its policies knew, by their names; empty once it has left the window. */
  public Map<String, Model> models() {
    return models;
  }

  /** How strong it is. */
  public Rating rating() {
    return Rating.followed(elo, information);
  }

  /** Matches that it has played since it was made. */
  public long matches() {
    return matches;
  }

  /** The share of matches against it that was won of late: 0.5 before the first. */
  public double winShare() {
    return met == 0 ? 0.5 : won / met;
  }

  double elo() {
    return elo;
  }

  /**
   * It has played a match.
   *
   * @param score of its opponent, from 0 to 1
   * @param change of its own rating
   * @param known what the match tells of ratings; see {@link Rating#followed}
   */
  void played(double score, double change, double known) {
    elo += change;
    information += known;
    matches++;
    met = DECAY * met + 1;
    won = DECAY * won + score;
  }

  void leaveWindow() {
    models = Map.of();
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(number);
    out.writeLong(steps);
    out.writeDouble(elo);
    out.writeDouble(information);
    out.writeLong(matches);
    out.writeDouble(met);
    out.writeDouble(won);
    out.writeInt(models.size());
    for (Map.Entry<String, Model> entry : models.entrySet()) {
      out.writeUTF(entry.getKey());
      byte[] brain = new BrainFile("", entry.getValue(), Map.of()).toBytes();
      out.writeInt(brain.length);
      out.write(brain);
    }
  }

  static Snapshot load(DataInput in) throws IOException {
    Snapshot snapshot = new Snapshot(in.readInt(), in.readLong(), Map.of(), in.readDouble(), 0);
    snapshot.information = in.readDouble();
    snapshot.matches = in.readLong();
    snapshot.met = in.readDouble();
    snapshot.won = in.readDouble();
    int count = in.readInt();
    Map<String, Model> models = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String policy = in.readUTF();
      byte[] brain = new byte[in.readInt()];
      in.readFully(brain);
      models.put(policy, BrainFile.parse(brain, "the checkpoint's snapshot").model());
    }
    snapshot.models = models;
    return snapshot;
  }
}
