"""The case `lstm` of `./brains bench` on PyTorch's CPU: 64 sequences of 64 steps, 128 units."""

import torch
from torch import nn

from torch_measure import measure

STEPS, SEQUENCES, INPUTS, UNITS = 64, 64, 32, 128


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(INPUTS, UNITS)
        self.head = nn.Linear(UNITS, 6)

    def forward(self, sequences):
        return self.head(self.lstm(sequences)[0])


torch.manual_seed(1)
measure("lstm", Network(), lambda: torch.rand(STEPS, SEQUENCES, INPUTS), STEPS * SEQUENCES, UNITS)
