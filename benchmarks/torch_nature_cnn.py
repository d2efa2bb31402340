"""The case `nature-cnn` of `./brains bench` on PyTorch's CPU: Mnih et al., Nature 2015."""

import torch
from torch import nn

from torch_measure import measure


def network():
    return nn.Sequential(
        nn.Conv2d(4, 32, 8, 4),
        nn.ReLU(),
        nn.Conv2d(32, 64, 4, 2),
        nn.ReLU(),
        nn.Conv2d(64, 64, 3, 1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(7 * 7 * 64, 512),
        nn.ReLU(),
        nn.Linear(512, 6),
    )


torch.manual_seed(1)
# both memory formats: which one is faster depends on the build; networks.sh takes the better
for memory_format in (torch.contiguous_format, torch.channels_last):
    for frames in (32, 256):
        measure(
            "nature-cnn",
            network().to(memory_format=memory_format),
            lambda: torch.rand(frames, 4, 84, 84).contiguous(memory_format=memory_format),
            frames,
            512,
        )
