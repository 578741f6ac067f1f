"""`motcua demo`: everything up, then one dossier walked to its end. The exit status tells."""

from collections.abc import Sequence

from local import operate, seed, standing, trust, up, verify
from local.agency_system import AgencySystem, listening
from local.people import POLICE
from local.places import PORTS, STATE
from local.progress import say, step
from local.walk import Walk, send_sample, until

RESULTS = ("receipt", "birth-certificate", "residence-notice", "insurance-card")
PATIENCE = 60


def main(_arguments: Sequence[str] = ()) -> int:
    """0 when the dossier came to its end, no invariant is violated and every seal holds."""
    with up.running() as outputs:
        say(up.greeting(outputs))
        police = police_system(outputs)
        with listening(PORTS.agencies, lambda _agency, headers, body: police.hear(headers, body)):
            with step("walk one dossier to its end"):
                walk = send_sample(PORTS.pages_url, say)
                _through_the_commune(walk)
                _through_the_agencies(walk, police)
            return _show(outputs, walk)


def police_system(outputs: standing.Outputs) -> AgencySystem:
    """The police's own computer: its client, its secret, and our public key for it."""
    return AgencySystem(
        agency=POLICE,
        base=PORTS.pages_url,
        token_url=f"{PORTS.cloud_url}/oauth2/token",
        client=outputs["PoliceClient"],
        secret=seed.client_secret(outputs, "PoliceClient"),
        public_key=standing.world(outputs).webhooks.public_key(POLICE),
    )


def _through_the_commune(walk: Walk) -> None:
    walk.officer("counter", "do=nhan")
    walk.find_code()
    walk.officer("appraiser", "do=xong")
    walk.officer("leader", "do=done")
    walk.officer("clerk", "do=done")


def _through_the_agencies(walk: Walk, police: AgencySystem) -> None:
    """Police by webhook and API, insurance from its inbox page, at the same time."""
    handoff = until(lambda: "".join(police.heard[-1:]), "the police's webhook")
    package = police.fetch(handoff)
    said = police.answer(handoff, f"answer-{handoff}", outcome="done", number="15/TB-ĐKTT")
    walk.told(f"police heard a signed webhook, fetched {package['dossier']}, answered: {said}")
    walk.answer_by_page("insurance", "TE1222600012345")
    walk.officer("counter", "do=done")


def _show(outputs: standing.Outputs, walk: Walk) -> int:
    paths = walk.results(RESULTS, STATE / "demo" / walk.code)
    walk.rate("3")
    until(lambda: _settled(outputs), "every effect to be settled", PATIENCE)
    world = standing.world(outputs)
    say("")
    say(operate.timeline_text(world, world.records.load(walk.id)))
    say("")
    broken = operate.health(outputs)
    sealed = [verify.main([str(path), "--root", str(trust.root_file())]) for path in paths]
    for path in paths:
        say(str(path))
    return 1 if broken or any(sealed) else 0


def _settled(outputs: standing.Outputs) -> bool:
    outs = [out for story in standing.snapshot(outputs).stories for out in story.outs]
    return all(out.state != "PENDING" for out in outs)
