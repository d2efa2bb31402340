package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Evaluates what has been learned, keeps the best of it, and writes brain files. */
final class BestBrain {
  // what derived seeds are for
  private static final long EVALUATION = 3;
  private static final long FINAL_EVALUATION = 4;

  private final Trainer.Setup setup;
  private final ExperimentConfig config;
  private final ArenaSetup arenas;
  private final Workers workers;
  private final Evaluator.Contestant opponent;

  private long evaluations;
  private double score = Double.NEGATIVE_INFINITY;
  private Map<String, Model> models = Map.of();
  private long steps;

  BestBrain(Trainer.Setup setup, ArenaSetup arenas, Workers workers) {
    this.setup = setup;
    this.config = setup.config();
    this.arenas = arenas;
    this.workers = workers;
    opponent = setup.opponent().orElseGet(this::defaultOpponent);
  }

  private Evaluator.Contestant defaultOpponent() {
    Map<String, BrainSource> brains = new HashMap<>();
    Script script = setup.game().scripts().get("scripted");
    for (BehaviorSpec behavior : arenas.behaviors()) {
      brains.put(
          behavior.name(),
          capacity -> script == null ? new RandomBrain() : new ScriptedBrain(script));
    }
    return new Evaluator.Contestant(script == null ? "random" : "scripted", brains);
  }

  /** Evaluates models during training; they become the best ones if none scored higher. */
  void consider(Map<String, Model> candidates, long atSteps) {
    long seed = RandomStream.derive(config.envSettings().seed(), EVALUATION, evaluations++);
    Evaluation evaluation = evaluate(candidates, config.evaluation().intervalEpisodes(), seed);
    boolean isBest = evaluation.score() >= score;
    if (isBest) {
      score = evaluation.score();
      models = candidates;
      steps = atSteps;
      write("best", models, steps);
    }
    setup.listener().evaluated(atSteps, evaluation, isBest);
  }

  /** Takes models as the best ones if none were evaluated, and writes the best ones. */
  void writeBest(Map<String, Model> otherwise, long atSteps) {
    if (models.isEmpty()) {
      models = otherwise;
      steps = atSteps;
    }
    write("best", models, steps);
  }

  /** Evaluates the best models on episodes that nothing was chosen by. */
  Evaluation finalEvaluation() {
    return evaluate(
        models,
        config.evaluation().episodes(),
        RandomStream.derive(config.envSettings().seed(), FINAL_EVALUATION));
  }

  private Evaluation evaluate(Map<String, Model> candidates, int count, long seed) {
    Map<String, BrainSource> brains = new HashMap<>();
    boolean deterministic = config.evaluation().deterministic();
    candidates.forEach(
        (name, model) -> brains.put(name, model.brains(setup.backend(), deterministic)));
    for (SeatSpec seat : config.players().company(arenas.seats())) {
      String name = Brains.ofSeat(config.players().player(seat), setup.game(), seat);
      BehaviorSpec behavior = arenas.behavior(seat.behavior());
      brains.put(
          seat.ownPolicy(),
          Brains.named(name, setup.game(), behavior, setup.backend(), deterministic));
    }
    return Evaluator.evaluate(
        arenas,
        new Evaluator.Contestant("learned", brains),
        opponent,
        count,
        seed,
        deterministic,
        workers);
  }

  /**
   * Writes {@code NAME.brain}; if there are several policies, {@code NAME-BEHAVIOR.brain} or, for
   * those that play one team or seat, {@code NAME-BEHAVIOR-team-N.brain} or {@code
   * NAME-BEHAVIOR-SEAT.brain}.
   */
  void write(String name, Map<String, Model> brains, long atSteps) {
    if (setup.run().isEmpty()) {
      return;
    }
    brains.forEach(
        (policy, model) -> {
          String file = brains.size() == 1 ? Brains.fileName(name) : Brains.fileName(name, policy);
          write(file, policy, model, atSteps);
        });
  }

  /** Writes one brain file, if the run has a folder. */
  void write(String file, String policy, Model model, long atSteps) {
    setup
        .run()
        .ifPresent(
            run ->
                new BrainFile(setup.game().name(), model, provenance(policy, model, atSteps))
                    .write(run.resolve(file)));
  }

  private Map<String, String> provenance(String policy, Model model, long atSteps) {
    String behavior = model.behavior().name();
    Map<String, String> provenance = new TreeMap<>(setup.provenance());
    provenance.put("steps", Long.toString(atSteps));
    provenance.put("seed", Long.toString(config.envSettings().seed()));
    provenance.put("trainer", config.behaviors().get(behavior).trainerType());
    if (!policy.equals(behavior)) {
      provenance.put("policy", policy);
    }
    config.policyMap().forEach((key, name) -> provenance.put(Brains.provenance(key), name));
    provenance.put("backend", setup.backend().name());
    arenas
        .shape()
        .values()
        .forEach((name, value) -> provenance.put("parameter." + name, Float.toString(value)));
    return provenance;
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(evaluations);
    out.writeDouble(score);
    out.writeLong(steps);
    out.writeInt(models.size());
    for (Map.Entry<String, Model> entry : models.entrySet()) {
      out.writeUTF(entry.getKey());
      byte[] brain = new BrainFile(setup.game().name(), entry.getValue(), Map.of()).toBytes();
      out.writeInt(brain.length);
      out.write(brain);
    }
  }

  void load(DataInput in) throws IOException {
    evaluations = in.readLong();
    score = in.readDouble();
    steps = in.readLong();
    int count = in.readInt();
    Map<String, Model> loaded = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String policy = in.readUTF();
      byte[] brain = new byte[in.readInt()];
      in.readFully(brain);
      loaded.put(policy, BrainFile.parse(brain, "the checkpoint's best brain").model());
    }
    models = loaded;
  }
}
