"""Learns from the shards that training.shards writes, until a given number of minutes is over.

    python -m training.train RUN --shards FOLDER --validation FOLDER --start WEIGHTS --minutes 120

RUN/checkpoint.pt is written every few minutes, whole or not at all; `--resume` goes on from it
(the rate goes on too: it falls to nothing at the end of the minutes).
"""

import argparse
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from training import batches, score
from training.batches import Batch
from training.charset import CHARSET
from training.model import LineReader, widened
from training.shards import load

RATE: Final = 1.2e-3
WARM: Final = 300
SAVE_SECONDS: Final = 240
SCORE_SECONDS: Final = 1200
AVERAGE: Final = 0.998
"""How slowly the averaged weights, which are the ones to use, follow the learnt ones."""


@dataclass(slots=True)
class Run:
    """A network being trained and how far it is."""

    net: LineReader
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    seen: int = 0
    seconds: float = 0.0
    steps: int = 0
    log: list[dict[str, float]] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """Everything needed to go on."""
        return {
            "net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(),
            "average": self.average, "seen": self.seen, "seconds": self.seconds,
            "steps": self.steps, "log": self.log, "charset": CHARSET,
        }  # fmt: skip


def optimizer(net: nn.Module) -> torch.optim.Optimizer:
    """Weights decay a little, biases and normalisation do not."""
    named = list(net.parameters())
    decays = {"params": [p for p in named if p.ndim > 1], "weight_decay": 0.02}
    stays = {"params": [p for p in named if p.ndim <= 1], "weight_decay": 0.0}
    return torch.optim.AdamW([decays, stays], RATE, betas=(0.9, 0.98))


def started(weights: Path | None) -> Run:
    """A run from `weights` (any checkpoint of this net), or from nothing."""
    net = LineReader(len(CHARSET) + 1)
    seen = 0
    if weights is not None:
        kept = torch.load(weights, weights_only=True)
        net.load_state_dict(widened(kept.get("average") or kept["m"], len(CHARSET) + 1))
        seen = int(kept["seen"])
    net = net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return Run(net, optimizer(net), _copied(net), seen)


def _copied(net: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.clone().float() for name, tensor in net.state_dict().items()}


def resumed(path: Path) -> Run:
    """The run as it was when `path` was written."""
    kept = torch.load(path, weights_only=True)
    run = started(None)
    run.net.load_state_dict(kept["net"])
    run.optimizer.load_state_dict(kept["optimizer"])
    run.average, run.log = kept["average"], kept["log"]
    run.seen, run.seconds, run.steps = kept["seen"], kept["seconds"], kept["steps"]
    return run


def save(run: Run, path: Path) -> None:
    """Write the checkpoint whole or not at all; never one with broken numbers."""
    if not all(bool(torch.isfinite(tensor).all()) for tensor in run.average.values()):
        raise ArithmeticError("the weights are not finite")
    draft = path.with_suffix(".part")
    torch.save(run.state(), draft)
    draft.rename(path)


def rate(run: Run, asked: argparse.Namespace) -> float:
    """Up over the first steps, level, and down to nothing over the last `--fall` minutes.

    Level and not a cosine: on a shared machine nobody knows which minutes will be the fast ones.
    """
    left = max(0.0, asked.minutes - run.seconds / 60)
    return float(asked.rate * min(1.0, (run.steps + 1) / WARM, left / asked.fall))


def step(run: Run, given: Batch, speed: float) -> float:
    """Learn from one batch; the loss comes back. A batch whose slope has no bound teaches nothing:
    one of them would turn every weight into no number."""
    for group in run.optimizer.param_groups:
        group["lr"] = speed
    if not torch.isfinite(given.pictures).all():
        print("a picture without a bound was left out", flush=True)
        return 0.0
    with torch.autocast("cpu", torch.bfloat16):
        guesses = run.net(given.pictures.to(memory_format=torch.channels_last))
    paths = guesses.float().log_softmax(-1).transpose(0, 1)
    lengths = given.guesses.clamp(max=paths.shape[0])
    loss = nn.functional.ctc_loss(
        paths, given.targets, lengths, given.letters, zero_infinity=True, reduction="none"
    )
    loss = (loss / given.letters.clamp(min=6)).mean()
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    size = nn.utils.clip_grad_norm_(run.net.parameters(), 2.0)
    run.seen, run.steps = run.seen + len(given.letters), run.steps + 1
    if not bool(torch.isfinite(size)):
        print("a batch without finite gradients is left out", given.pictures.shape, flush=True)
        return 0.0
    run.optimizer.step()
    _follow(run)
    return float(loss.item())


@torch.no_grad()
def _follow(run: Run) -> None:
    share = 1 - min(AVERAGE, run.steps / (run.steps + 50))
    for name, tensor in run.net.state_dict().items():
        if tensor.is_floating_point():
            run.average[name].lerp_(tensor, share)
        else:
            run.average[name].copy_(tensor)


def averaged(run: Run) -> LineReader:
    """A network with the averaged weights, ready to read."""
    net = LineReader(len(CHARSET) + 1)
    net.load_state_dict(run.average)
    net.eval()
    return net


def scored(run: Run, validation: Path, most: int) -> dict[str, float]:
    """Letters wrong, in percent, on each held-out set."""
    net = averaged(run)
    marks = {
        path.stem: score.shard(net, load(path), most).letters
        for path in sorted(validation.glob("*.npz"))
    }
    run.log.append({"seen": run.seen, "seconds": round(run.seconds), **marks})
    return marks


def learn(run: Run, asked: argparse.Namespace) -> None:
    """Train until the minutes are over."""
    checkpoint, loss, begun = asked.run / "checkpoint.pt", 0.0, time.monotonic() - run.seconds
    saved, rated = run.seconds, run.seconds
    for given in batches.stream(asked.shards, asked.seed + run.steps):
        loss = 0.98 * loss + 0.02 * step(run, given, rate(run, asked))
        run.seconds = time.monotonic() - begun
        if run.steps % 100 == 0:
            print(
                f"{run.steps} steps, {run.seen} lines, {run.seconds:.0f} s, loss {loss:.4f}",
                flush=True,
            )
        if run.seconds - saved > SAVE_SECONDS:
            saved = run.seconds
            save(run, checkpoint)
        if run.seconds - rated > SCORE_SECONDS:
            rated = run.seconds
            print(json.dumps(scored(run, asked.validation, 200)), flush=True)
        if run.seconds > asked.minutes * 60:
            break
    save(run, checkpoint)
    print("end", json.dumps(scored(run, asked.validation, 3000)), flush=True)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate")
    parser.add_argument("--fall", type=float, default=20.0, help="minutes of falling rate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    asked.run.mkdir(parents=True, exist_ok=True)
    checkpoint = asked.run / "checkpoint.pt"
    run = resumed(checkpoint) if asked.resume else started(asked.start)
    learn(run, asked)


if __name__ == "__main__":
    main()
