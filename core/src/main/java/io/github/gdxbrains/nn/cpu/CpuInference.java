package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;

/** Forward passes on the calling thread, a tile at a time. */
final class CpuInference implements Network.Inference {
  private final CpuNetwork network;
  private final int maxRows;
  private final int tileRows;
  private Workspace workspace;

  CpuInference(CpuNetwork network, int maxRows) {
    CpuNetwork.requireRows(maxRows);
    this.network = network;
    this.maxRows = maxRows;
    tileRows = network.inferenceRows();
    workspace = network.workspace(Math.min(maxRows, tileRows), false);
  }

  @Override
  public void forward(Sequences input, float[] outputs) {
    network.structure().requireBatch(input, maxRows);
    int rows = input.rowCount();
    int width = network.outputs();
    CpuNetwork.requireLength("outputs", outputs, rows * width);
    int tile = Tiles.wholeUnits(tileRows, network.unit(input));
    if (workspace.capacity < Math.min(rows, tile)) {
      workspace = network.workspace(Math.min(maxRows, tile), false); // sequences of more steps
    }
    for (int first = 0; first < rows; first += tile) {
      int count = Math.min(tile, rows - first);
      network.forward(workspace, input, first, count);
      System.arraycopy(workspace.outputs, 0, outputs, first * width, count * width);
    }
  }
}
