package io.github.gdxbrains.headless.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The passes over batches of one size: the operations of all stages, prepared once. */
final class Program {
  private static final List<Operation> NONE = List.of();

  private final Stages stages;
  private final BatchSize size;
  private final List<INDArray> ones;
  private final List<Operation> forward = new ArrayList<>();
  private List<Operation> backward = NONE;
  private List<Operation> backwardToInput = NONE;

  /** Prepares the forward pass. */
  Program(Stages stages, Workspace workspace, BatchSize size) {
    this.stages = stages;
    this.size = size;
    ones = workspace.ones(size.rows());
    for (Stages.Step step : stages.steps()) {
      step.stage().forward(size, forward);
    }
  }

  BatchSize size() {
    return size;
  }

  /** To be called when the last batch had another size. */
  void enter() {
    for (INDArray column : ones) {
      column.assign(1);
    }
  }

  void forward() {
    run(forward);
  }

  void backward(boolean toInput) {
    if (toInput) {
      if (backwardToInput.isEmpty()) {
        backwardToInput = prepareBackward(true);
      }
      run(backwardToInput);
    } else {
      if (backward.isEmpty()) {
        backward = prepareBackward(false);
      }
      run(backward);
    }
  }

  private static void run(List<Operation> operations) {
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).run();
    }
  }

  private List<Operation> prepareBackward(boolean toInput) {
    List<Operation> operations = new ArrayList<>();
    for (int i = stages.steps().size() - 1; i >= 0; i--) {
      Stages.Step step = stages.steps().get(i);
      step.stage().backward(size, toInput || !step.isFirst(), operations);
    }
    return operations;
  }
}
