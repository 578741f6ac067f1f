"""Turns a checkpoint into the file that ships: int8, but for the first and the last convolution.

    python -m training.export CHECKPOINT.pt FOLDER --validation FOLDER

writes FOLDER/line-reader.onnx and FOLDER/charset.json, and checks that int8 reads nearly as
well as fp32.
With `--keep FILE.pt` the weights alone are kept as fp16, to go on training from.

`--mix FILE.pt SHARE` ships `SHARE` of the checkpoint and the rest of FILE, the weights the run
began with. Along the line between the two lie weights that know the new lines and have forgotten
little of the old ones; choose the share on the validation set.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from training import score
from training.charset import CHARSET
from training.lines import normalised
from training.model import LineReader, fused, widened
from training.shards import Shard, load

CALIBRATION: Final = 192
"""Lines that show int8 how large numbers get; the last of the validation set, scored by nobody."""

LOST: Final = 0.15
"""Letters in a hundred that int8 may read worse than fp32."""


def weights(path: Path) -> tuple[dict[str, Tensor], int]:
    """The averaged weights of a checkpoint, and how many letters it knew."""
    kept = torch.load(path, weights_only=True)
    found = kept.get("average") or kept["m"]
    return widened(found, len(CHARSET) + 1), int(found["h.bias"].shape[0])


def mixed(new: Path, old: Path, share: float) -> dict[str, Tensor]:
    """`share` of `new` and the rest of `old`; letters that `old` never knew are `new`'s alone."""
    ours, _ = weights(new)
    theirs, known = weights(old)
    made = {
        name: tensor.lerp(ours[name], share) if tensor.is_floating_point() else ours[name]
        for name, tensor in theirs.items()
    }
    for name in ("h.weight", "h.bias"):
        made[name][known:] = ours[name][known:]
    return made


def network(found: dict[str, Tensor]) -> LineReader:
    """The network with these weights, in eval mode."""
    net = LineReader(len(CHARSET) + 1)
    net.load_state_dict(found)
    net.eval()
    return net


def write(net: nn.Module, path: Path) -> None:
    """The fp32 onnx file: x (b, 1, 36, w) -> y (b, t, outputs)."""
    example = torch.randn(2, 1, 36, 200)
    torch.onnx.export(
        net, (example,), str(path), input_names=["x"], output_names=["y"], opset_version=17,
        dynamic_axes={"x": {0: "b", 3: "w"}, "y": {0: "b", 1: "t"}}, dynamo=False,
    )  # fmt: skip


class _Shown:
    """Feeds calibration lines, as onnxruntime's CalibrationDataReader does."""

    def __init__(self, lines: Shard) -> None:
        last = len(lines.texts)
        picks = range(max(0, last - CALIBRATION), last)
        self._lines: Iterator[dict[str, Any]] = (
            {"x": score.padded(normalised(lines.image(index)))} for index in picks
        )

    def get_next(self) -> dict[str, Any] | None:
        return next(self._lines, None)


def quantised(source: Path, target: Path, lines: Shard) -> None:
    """`source` as int8 in `target`."""
    import onnx
    from onnxruntime import quantization as q
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    convolutions = [node.name for node in onnx.load(ready).graph.node if node.op_type == "Conv"]
    q.CalibrationDataReader.register(_Shown)
    q.quantize_static(
        str(ready), str(target), _Shown(lines), quant_format=q.QuantFormat.QDQ, per_channel=True,
        activation_type=q.QuantType.QUInt8, weight_type=q.QuantType.QInt8,
        calibrate_method=q.CalibrationMethod.MinMax,
        nodes_to_exclude=[convolutions[0], convolutions[-1]],
    )  # fmt: skip


def lost(net: LineReader, path: Path, lines: Shard, most: int = 600) -> float:
    """How many more letters in a hundred the file reads wrong than the network does."""
    pairs = (
        score.readings(reader, lines, most) for reader in (score.of_file(path), score.of_net(net))
    )
    file, network_ = (score.summed(made).letters for made in pairs)
    return file - network_


def kept(found: dict[str, Tensor], checkpoint: Path, target: Path) -> None:
    """The weights alone, as fp16, with the count of lines seen and the scores on the way."""
    whole = torch.load(checkpoint, weights_only=True)
    small = {
        name: tensor.half() if tensor.is_floating_point() else tensor
        for name, tensor in found.items()
    }
    torch.save({"average": small, "seen": whole["seen"], "log": whole.get("log", [])}, target)


def export(found: dict[str, Tensor], folder: Path, validation: Path) -> float:
    """Write the shipped files; how many letters in a hundred int8 lost comes back."""
    lines = load(validation / "seen-faces.npz")
    with tempfile.TemporaryDirectory() as room:
        whole = Path(room) / "whole.onnx"
        write(fused(network(found)), whole)
        quantised(whole, folder / "line-reader.onnx", lines)
    words = json.dumps(list(CHARSET), ensure_ascii=False)
    (folder / "charset.json").write_text(words + "\n", "utf-8")
    return lost(network(found), folder / "line-reader.onnx", lines)


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--mix", nargs=2, metavar=("FILE.pt", "SHARE"))
    asked = parser.parse_args()
    torch.set_num_threads(1)
    asked.folder.mkdir(parents=True, exist_ok=True)
    found, _ = weights(asked.checkpoint)
    if asked.mix:
        found = mixed(asked.checkpoint, Path(asked.mix[0]), float(asked.mix[1]))
    worse = export(found, asked.folder, asked.validation)
    print(f"int8 reads {worse:+.2f} letters in a hundred worse than fp32")
    if worse > LOST:
        raise SystemExit("int8 lost too much")
    if asked.keep is not None:
        kept(found, asked.checkpoint, asked.keep)


if __name__ == "__main__":
    main()
