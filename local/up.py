"""`motcua up`: start the embedded cloud, deploy, fill it for trials, and stay until Ctrl-C."""

import hashlib
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from local import build, cloud, deploy, fonts, layers, people, quirks, seed
from local.places import PAGES_HOST, PORTS, STATE
from local.progress import say, step, table

LOOK = 1.0


def parameters() -> dict[str, str]:
    """The template's parameters on this machine; all three layers are one empty archive."""
    archive = layers.empty()
    key = f"layers/{hashlib.sha256(archive.read_bytes()).hexdigest()}.zip"
    deploy.put(archive, key)
    return {
        "PublicUrl": PORTS.pages_url,
        "DomainName": PAGES_HOST,
        "LoginUrl": PORTS.cloud_url,
        "KeysUrl": PORTS.cloud_url,
        "WebhookHosts": f"127.0.0.1:{PORTS.agencies}",
        "MailFrom": people.SENDER,
        "Fonts": str(fonts.font_folder()),
        "LayerBucket": deploy.ARTEFACTS,
        "CoreLayerKey": key,
        "ReadingLayerKey": key,
        "PapersLayerKey": key,
    }


def bring_up() -> dict[str, str]:
    """Package, deploy and seed what changed; the stack's outputs."""
    if not build.fresh():
        with step("package the app"):
            build.package()
    with step("deploy what changed"):
        package = build.package()
        changed = deploy.deploy(package, parameters())
        outputs = deploy.outputs()
        if changed:
            quirks.apply(package.template, outputs)
    with step("accounts, duties, certificates"):
        seed.seed(outputs)
    return outputs


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """The whole stack, deployed and seeded, for as long as the block lasts."""
    with cloud.running(STATE):
        yield bring_up()


def greeting(outputs: Mapping[str, str]) -> str:
    """The addresses and accounts, as a short table."""
    places = [
        ("pages", f"{PORTS.pages_url}/"),
        ("sign in", f"{outputs['LoginUrl']}/login"),
        ("cloud", f"{PORTS.cloud_url} (region ap-southeast-1, access key test)"),
        ("log", str(STATE / "engine.log")),
    ]
    accounts = [(one.login, one.name, one.what) for one in people.PEOPLE]
    return "\n".join(
        ["", table(places), "", table(accounts), "", f"  password of all: {people.PASSWORD}", ""]
    )


def _send_sample() -> None:
    """One sample dossier, once for each state folder; it waits for the counter officer."""
    from local.walk import send_sample

    mark = STATE / "sample"
    if mark.exists():
        return
    try:
        with step("send a sample dossier on its way"):
            mark.write_text(send_sample(PORTS.pages_url, lambda _line: None).id)
    except AssertionError as error:
        say(f"  it could not be sent, the rest works: {str(error)[:300]}")


def main(arguments: Sequence[str] = ()) -> int:
    """Stay up until Ctrl-C or SIGTERM. Raises CloudError if the engine ends by itself."""
    from local import agencies
    from local.agency_system import listening

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    started = time.monotonic()
    with cloud.running(STATE) as engine:
        outputs = bring_up()
        with listening(PORTS.agencies, agencies.hearing(agencies.systems(outputs))):
            say(greeting(outputs))
            _send_sample()
            say(f"  ready after {time.monotonic() - started:.1f} s; Ctrl-C stops it, state is kept")
            _stay(engine, stop)
    return 0


def _stay(engine: cloud.Cloud, stop: threading.Event) -> None:
    with suppress(KeyboardInterrupt):
        while not stop.wait(LOOK):
            engine.check()
