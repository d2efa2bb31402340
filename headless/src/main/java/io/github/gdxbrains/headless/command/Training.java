package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.headless.run.Reports;
import io.github.gdxbrains.headless.run.RunFolder;
import io.github.gdxbrains.headless.run.RunJournal;
import io.github.gdxbrains.train.RunSummary;
import io.github.gdxbrains.train.Trainer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * One run in its folder, from the experiment to the summary.
 *
 * @param folder that it fills
 * @param journal that the trainer tells how it goes
 * @param setup of the trainer
 */
record Training(RunFolder folder, RunJournal journal, Trainer.Setup setup) {
  /**
   * Trains until the end or until told to stop; nothing is written if the trainer refuses.
   *
   * @param resumes whether it goes on from its newest checkpoint
   * @param begun is told the step at which it begins
   */
  RunSummary run(boolean resumes, BooleanSupplier stop, LongConsumer begun) {
    try (Trainer trainer = resumes ? Trainer.resume(setup) : new Trainer(setup)) {
      writeConfig();
      begun.accept(trainer.steps());
      journal.resumeAt(trainer.steps());
      RunSummary summary = trainer.run(stop);
      journal.draw();
      Reports.write(folder.summary(), Reports.of(summary, folder.brain()));
      return summary;
    }
  }

  /** Makes the folder and writes the experiment, which makes it a run that can be resumed. */
  void writeConfig() {
    folder.create();
    ExperimentFiles.write(setup.config(), folder.config());
  }
}
