"""`motcua demo`: everything up, then one dossier walked to its end. The exit status tells."""

from collections.abc import Sequence

from chalicelib.journey import sweep
from local import agencies, operate, standing, trust, up, verify
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
        known = agencies.systems(outputs)
        with listening(PORTS.agencies, agencies.hearing(known)):
            with step("walk one dossier to its end"):
                walk = send_sample(PORTS.pages_url, say)
                _through_the_commune(walk)
                _through_the_agencies(walk, known[POLICE])
            return _show(outputs, walk)


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
    until(lambda: _settled(outputs, walk.id), "every effect to be settled", PATIENCE)
    world = standing.world(outputs)
    sweep.sweep(world)
    say("")
    say(operate.timeline_text(world, world.records.load(walk.id)))
    say("")
    broken = operate.health(outputs)
    sealed = [verify.main([str(path), "--root", str(trust.root_file())]) for path in paths]
    for path in paths:
        say(str(path))
    return 1 if broken or any(sealed) else 0


def _settled(outputs: standing.Outputs, dossier: str) -> bool:
    """Whether every effect of the dossier has been delivered."""
    stories = standing.snapshot(outputs).stories
    outs = [out for story in stories if story.dossier.id == dossier for out in story.outs]
    return all(out.state == "ACKED" for out in outs)
