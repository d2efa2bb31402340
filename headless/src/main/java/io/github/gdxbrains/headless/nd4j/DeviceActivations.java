package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinearDerivative;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Swish;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/** Activations as operations of ND4J: for a GPU. */
final class DeviceActivations implements Activations {

  @Override
  public List<Operation> forward(Activation activation, INDArray sums, INDArray y) {
    return switch (activation) {
      case IDENTITY -> List.of();
      case TANH -> List.of(Operation.of(new Tanh(sums, y)));
      case RELU -> List.of(Operation.of(new RectifiedLinear(sums, y, 0)));
      case SILU -> List.of(Operation.of(new Swish(sums, y)));
    };
  }

  @Override
  public List<Operation> backward(
      Activation activation, INDArray sums, INDArray y, INDArray d, Workspace workspace) {
    INDArray s = workspace.scratch(0, d.rows(), d.columns());
    INDArray t = workspace.scratch(1, d.rows(), d.columns());
    return switch (activation) {
      case IDENTITY -> List.of();
      case TANH ->
          // 1 - y²
          List.of(
              Operation.of(new MulOp(y, y, s)),
              Operation.of(new ScalarReverseSubtraction(s, s, 1)),
              Operation.of(new MulOp(d, s, d)));
      case RELU -> List.of(Operation.of(new RectifiedLinearDerivative(y, d, d, 0)));
      case SILU ->
          // σ + y (1 - σ); ND4J's own derivative of Swish overflows beyond 44
          List.of(
              Operation.of(new Sigmoid(sums, s)),
              Operation.of(new ScalarReverseSubtraction(s, t, 1)),
              Operation.of(new MulOp(y, t, t)),
              Operation.of(new AddOp(s, t, s)),
              Operation.of(new MulOp(d, s, d)));
    };
  }
}
