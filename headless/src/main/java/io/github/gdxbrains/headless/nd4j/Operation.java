package io.github.gdxbrains.headless.nd4j;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** One prepared call of ND4J. */
@FunctionalInterface
interface Operation {
  /** Executes it, on the {@link OwnerThread}. */
  void run();

  /** An element-wise operation. */
  static Operation of(Op op) {
    return () -> Nd4j.getExecutioner().exec(op);
  }

  /** One of ND4J's own operations. */
  static Operation of(CustomOp op) {
    return () -> Nd4j.getExecutioner().exec(op);
  }

  /** One of ND4J's own operations, by name. */
  static Operation named(String name, INDArray[] inputs, INDArray output, int... settings) {
    DynamicCustomOp.DynamicCustomOpsBuilder builder =
        DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(output);
    return of(builder.addIntegerArguments(settings).build());
  }

  /** {@code to = from}, whatever the strides of the two. */
  static Operation copy(INDArray from, INDArray to) {
    return of(new Assign(from, to));
  }

  /** {@code x = 0}. */
  static Operation zero(INDArray x) {
    return () -> x.assign(0);
  }

  /** {@code c = a · b}, either transposed where asked; c is column-major. */
  static Operation product(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    return gemm(a, transposeA, b, transposeB, c, 0);
  }

  /** {@code c += a · b}. */
  static Operation addProduct(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    return gemm(a, transposeA, b, transposeB, c, 1);
  }

  private static Operation gemm(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, double beta) {
    // what Nd4j.gemm makes anew on each call
    MMulTranspose transpose =
        MMulTranspose.builder().transposeA(transposeA).transposeB(transposeB).build();
    return of(new Mmul(a, b, c, 1, beta, transpose));
  }
}
