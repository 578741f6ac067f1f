"""Checkpoints: a generation counts whole or not at all, whenever the machine stops."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import checkpoint


def write(base: Path, **services: str) -> Path:
    folder = checkpoint.aside(base)
    for name, state in services.items():
        (folder / f"{name}.json").write_text(json.dumps(state))
    return folder


def restored(base: Path, engine: Path) -> dict[str, str]:
    checkpoint.restore(base, engine)
    return {path.stem: json.loads(path.read_text()) for path in engine.glob("*.json")}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "checkpoints"
    folder.mkdir()
    return folder


def test_before_the_first_there_is_nothing_to_restore(base: Path, tmp_path: Path) -> None:
    assert checkpoint.restore(base, tmp_path / "engine") is False
    assert checkpoint.age(base) is None


def test_the_newest_generation_is_restored(base: Path, tmp_path: Path) -> None:
    checkpoint.publish(base, write(base, dynamodb="one"))
    checkpoint.publish(base, write(base, dynamodb="two", kms="key"))
    assert restored(base, tmp_path / "engine") == {"dynamodb": "two", "kms": "key"}


def test_what_the_engine_had_and_the_generation_lacks_is_forgotten(
    base: Path, tmp_path: Path
) -> None:
    engine = tmp_path / "engine"
    engine.mkdir()
    (engine / "sqs.json").write_text('"newer than the checkpoint"')
    checkpoint.publish(base, write(base, dynamodb="one"))
    assert restored(base, engine) == {"dynamodb": "one"}


def test_files_that_are_not_state_stay(base: Path, tmp_path: Path) -> None:
    key = tmp_path / "engine" / "cognito-pool-keys" / "a.pem"
    key.parent.mkdir(parents=True)
    key.write_text("key")
    checkpoint.publish(base, write(base, dynamodb="one"))
    checkpoint.restore(base, tmp_path / "engine")
    assert key.read_text() == "key"


def test_only_the_last_three_are_kept(base: Path) -> None:
    for number in range(6):
        checkpoint.publish(base, write(base, dynamodb=str(number)))
    assert sorted(p.name for p in base.iterdir() if p.name.isdigit()) == [
        "00000004",
        "00000005",
        "00000006",
    ]


def test_a_generation_without_a_known_service_is_not_complete(base: Path) -> None:
    checkpoint.publish(base, write(base, dynamodb="one", cognito="people"))
    assert not checkpoint.complete(base, write(base, dynamodb="two"))
    assert checkpoint.complete(base, write(base, dynamodb="two", cognito="people", sqs="new"))


def stops(base: Path, scratch: Path) -> Iterator[Path]:
    """What the folder can look like if the machine stops while the second generation is made."""
    checkpoint.publish(base, write(base, dynamodb="one"))
    yield Path(shutil.copytree(base, scratch / "before", symlinks=True))
    half = write(base, dynamodb="two")
    (half / "dynamodb.json").write_text('{"tw')
    yield Path(shutil.copytree(base, scratch / "half written", symlinks=True))
    write(base, dynamodb="two").rename(base / "00000002")
    yield Path(shutil.copytree(base, scratch / "renamed, not pointed at", symlinks=True))
    (base / "current.new").symlink_to("00000002")
    yield Path(shutil.copytree(base, scratch / "pointer beside", symlinks=True))


def test_a_stop_at_any_moment_leaves_the_generation_before(base: Path, tmp_path: Path) -> None:
    for number, stopped in enumerate(stops(base, tmp_path)):
        assert restored(stopped, tmp_path / f"engine{number}") == {"dynamodb": "one"}


def test_after_a_stop_at_any_moment_the_next_generation_can_be_made(
    base: Path, tmp_path: Path
) -> None:
    for number, stopped in enumerate(stops(base, tmp_path)):
        checkpoint.publish(stopped, write(stopped, dynamodb="three"))
        assert restored(stopped, tmp_path / f"engine{number}") == {"dynamodb": "three"}
