"""The network: 36 rows of a line in, one guess for each fourth column out.

Convolutions, batch normalisation and ReLU only: they fuse, survive int8, and read a line of 55
letters in 1.5 ms on one core. 1.65 million numbers.
"""

from collections.abc import Mapping
from typing import Final

import torch
from torch import Tensor, nn

STRIDE: Final = 4
"""Columns of picture for each guess."""

Size = int | tuple[int, int]


def _conv(
    inner: int,
    outer: int,
    kernel: Size,
    stride: Size = 1,
    pad: Size | None = None,
    groups: int = 1,
    active: bool = True,
) -> nn.Sequential:
    high, wide = (kernel, kernel) if isinstance(kernel, int) else kernel
    margin = (high // 2, wide // 2) if pad is None else pad
    parts: list[nn.Module] = [
        nn.Conv2d(inner, outer, (high, wide), stride, margin, groups=groups, bias=False),
        nn.BatchNorm2d(outer),
    ]
    return nn.Sequential(*parts, *([nn.ReLU(inplace=True)] if active else []))


class Residual(nn.Module):
    """Adds what `f` makes of its input to the input. The name is frozen in the weights."""

    def __init__(self, f: nn.Module) -> None:
        super().__init__()
        self.f = f

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.f(x)
        return out


def _dense(channels: int) -> Residual:
    return Residual(
        nn.Sequential(_conv(channels, channels, 3), _conv(channels, channels, 3, active=False))
    )


def _wide(channels: int, kernel: tuple[int, int]) -> Residual:
    """Depthwise, then twice as many channels, then back."""
    return Residual(
        nn.Sequential(
            _conv(channels, channels, kernel, groups=channels, active=False),
            _conv(channels, channels * 2, 1),
            _conv(channels * 2, channels, 1, active=False),
        )
    )


class LineReader(nn.Module):
    """(batch, 1, 36, width) float32 -> (batch, width / 4, outputs) scores; output 0 is blank."""

    def __init__(self, outputs: int, drop: float = 0.05) -> None:
        super().__init__()
        self.f = nn.Sequential(
            _conv(1, 24, 3, 2),
            _conv(24, 64, 3, 2),
            _dense(64),
            _conv(64, 128, (3, 3), (3, 1), (0, 1)),
            *[_wide(128, (3, 5)) for _ in range(2)],
            _conv(128, 224, (3, 3), (3, 1), (0, 1)),
            *[_wide(224, (1, 9)) for _ in range(5)],
        )
        self.drop = nn.Dropout(drop)
        self.h = nn.Conv2d(224, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        scores: Tensor = self.h(self.drop(self.f(x)))
        return scores.squeeze(2).transpose(1, 2)


def widened(weights: Mapping[str, Tensor], outputs: int) -> dict[str, Tensor]:
    """`weights` for a net of `outputs`; letters it never knew begin faint, at random."""
    made = {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in weights.items()
    }
    old, bias = made["h.weight"], made["h.bias"]
    extra = outputs - old.shape[0]
    if extra > 0:
        dice = torch.Generator().manual_seed(1)
        rows = torch.randn((extra, *old.shape[1:]), generator=dice) * 0.02
        made["h.weight"] = torch.cat([old, rows])
        made["h.bias"] = torch.cat([bias, torch.full((extra,), float(bias.min()))])
    return made


def fused(net: nn.Module) -> nn.Module:
    """`net` (in eval mode) with every normalisation folded into its convolution, in place."""
    for name, child in list(net.named_children()):
        parts = list(child.children())
        if (
            len(parts) > 1
            and isinstance(parts[0], nn.Conv2d)
            and isinstance(parts[1], nn.BatchNorm2d)
        ):
            one = torch.nn.utils.fusion.fuse_conv_bn_eval(parts[0], parts[1])
            setattr(net, name, nn.Sequential(one, *parts[2:]))
        else:
            fused(child)
    return net
