"""What a citizen does with a dossier: start, declare, send papers, submit, supplement, rate."""

from collections.abc import Mapping

from chalicelib import agency, chain
from chalicelib.audit import digest
from chalicelib.dossier import Dossier, Person
from chalicelib.errors import Missing
from chalicelib.journey.common import act, as_asked, commit, order
from chalicelib.ports import Row, Upload, World
from chalicelib.procedure import check_decider

MAX_BYTES = 20_000_000
SECRET_LETTERS = 8
BY_POST = "post"


def start(
    world: World,
    person: Person,
    key: str,
    *,
    procedure: str,
    case: str,
    decider: str,
    back: str = "",
) -> Dossier:
    """A new draft under today's version of `procedure`, to be decided by commune `decider`.

    A counter officer takes it in at their own centre, wherever in the province that is. `back`:
    where the result comes back: the code of a centre, ``post``, or "" for where it was received.
    Raises Missing for a procedure, case or agency that does not exist, Invalid for one that cannot
    act.
    """
    wish = order(person, key, "start", [procedure, case, decider, back])
    id = digest("dossier", wish.cmd)[:20]
    done = world.records.command(wish.cmd)
    if done is not None:
        return as_asked(world.records.load(done.dossier), wish, done)
    day = chain.day_of(world.clock.now())
    rules = world.catalogue.current(procedure, day)
    post = back == BY_POST
    way = agency.route(decider, person.duties, day, returner="" if post else back, by_post=post)
    check_decider(rules, decider, day)
    secret = world.chance.token(SECRET_LETTERS)
    fact = chain.start(rules, rules.case(case), person, way=way, secret=secret)
    return commit(world, Dossier(id, procedure=rules.id, case=case), fact, wish)


def declare(
    world: World, person: Person, key: str, dossier: str, form: Mapping[str, str]
) -> Dossier:
    """Saves answers to the form of a draft."""
    wish = order(person, key, f"declare/{dossier}", dict(form))
    return act(
        world, dossier, wish, lambda d, case: chain.declare(chain.own(d, person), case, form)
    )


def slot(world: World, person: Person, key: str, dossier: str, component: str) -> Upload:
    """A place to upload one file for a component paper, good for one upload."""
    wish = order(person, key, f"slot/{dossier}/{component}")
    upload = wish.cmd[:20]
    place = f"in/{dossier}/{component}/{upload}"
    after = act(
        world,
        dossier,
        wish,
        lambda d, case: chain.open_slot(
            chain.own(d, person), case, component, upload=upload, key=place
        ),
    )
    return world.files.upload_form(after.papers[component].key, MAX_BYTES)


def submit(world: World, person: Person, key: str, dossier: str) -> Dossier:
    """Hands the draft in; its machine starts."""
    wish = order(person, key, f"submit/{dossier}")
    return act(
        world,
        dossier,
        wish,
        lambda d, case: chain.submit(chain.own(d, person), case, case.chain[0].key),
    )


def supplement(world: World, person: Person, key: str, dossier: str) -> Dossier:
    """Everything asked for has been sent: the dossier goes on."""
    wish = order(person, key, f"supplement/{dossier}")
    now = world.clock.now()
    return act(
        world,
        dossier,
        wish,
        lambda d, case: chain.supplement(chain.own(d, person), case, world.calendar, now),
    )


def withdraw(world: World, person: Person, key: str, dossier: str, reason: str) -> Dossier:
    """Takes the dossier back."""
    wish = order(person, key, f"withdraw/{dossier}", reason)
    return act(
        world, dossier, wish, lambda d, _case: chain.withdraw(chain.own(d, person), person, reason)
    )


def rate(world: World, person: Person, key: str, dossier: str, score: int, comment: str) -> Dossier:
    """Says how the service was."""
    wish = order(person, key, f"rate/{dossier}", [score, comment])
    return act(
        world,
        dossier,
        wish,
        lambda d, _case: chain.rate(chain.own(d, person), score, comment),
    )


def mine(world: World, person: Person, dossier: str) -> Dossier:
    """The citizen's own dossier. Raises Missing for anybody else's."""
    return chain.own(world.records.load(dossier), person)


def owned(world: World, person: Person) -> list[Row]:
    """The citizen's dossiers, newest first."""
    return world.records.owned(person.id)


def track(world: World, code: str, secret: str) -> Dossier:
    """The dossier with this code (or draft id) and secret, for somebody not signed in.

    Raises Missing alike for a wrong code and a wrong secret.
    """
    wanted = code.strip()
    try:
        found = world.records.load(_id_of(world, wanted))
    except Missing:
        found = Dossier("")
    if not _same(found.secret, secret.strip().upper()):
        raise Missing(
            "no_such_dossier",
            "Không tìm thấy hồ sơ với mã và mã bí mật này. Hãy xem lại trên giấy tiếp nhận.",
            "No dossier has this code and secret. Check them on your receipt.",
        )
    return found


def _id_of(world: World, wanted: str) -> str:
    """The dossier of a public code; before it has one, its own id stands on the page."""
    try:
        return world.records.by_code(wanted)
    except Missing:
        return wanted


def _same(secret: str, given: str) -> bool:
    """Compares digests, so that the time it takes says nothing about the secret."""
    return bool(secret) and digest(secret) == digest(given)
