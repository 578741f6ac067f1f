"""`motcua package`: build what AWS needs, and say how large each function is with its layers."""

import json
from collections.abc import Sequence

from local import build, layers, template
from local.places import BUILD
from local.progress import say, table

MEGABYTE = 1024 * 1024


def main(arguments: Sequence[str]) -> int:
    """Code, layers and template under build/; 1 if a function would be larger than Lambda takes."""
    package = build.package()
    sizes = {name: layers.build(name) for name in (*layers.LAYERS, *layers.VARIANTS)}
    out = BUILD / "motcua.template.json"
    out.write_text(template.serialise(template.with_runtime(package.template, layers.PYTHON)))
    rows = [("layer", "unpacked", "file")]
    rows += [(n, f"{size / MEGABYTE:.1f} MB", str(path)) for n, (path, size) in sizes.items()]
    say(table(rows))
    say(f"\n  code {package.code.stat().st_size / MEGABYTE:.1f} MB  {package.code}")
    say(f"  template {out}")
    return _weigh(package, {name: size for name, (_, size) in sizes.items()})


def _weigh(package: build.Package, sizes: dict[str, int]) -> int:
    heaviest = 0
    for name, resource in package.template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            refs = json.dumps(resource["Properties"].get("Layers", []))
            total = layers.unpacked(package.code) + _heaviest(refs, sizes)
            heaviest = max(heaviest, total)
            say(f"  {name:<12} {total / MEGABYTE:6.1f} MB of {layers.LIMIT // MEGABYTE}")
    return 1 if heaviest > layers.LIMIT else 0


def _heaviest(refs: str, sizes: dict[str, int]) -> int:
    """What the layers in `refs` weigh, each as the heavier of itself and its variant."""
    return sum(
        max(size for name, size in sizes.items() if name.split("-")[0] == layer)
        for layer in layers.LAYERS
        if f"{layer.capitalize()}Layer" in refs
    )
