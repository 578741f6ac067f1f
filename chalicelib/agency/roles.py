"""The roles of a one-stop shop and what each may do (`country/roles.toml`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chalicelib.agency.listing import agencies
from chalicelib.agency.shapes import KINDS
from chalicelib.errors import Text
from chalicelib.tables import Table, keyed, read

Duty = tuple[str, str]
"""An agency's code and a role there."""

VERBS = {
    "receive": Text("tiếp nhận", "receive"),
    "refuse": Text("từ chối", "refuse"),
    "supplement": Text("yêu cầu bổ sung", "ask for papers"),
    "forward": Text("chuyển đúng nơi có thẩm quyền", "forward to the competent place"),
    "correct": Text("đính chính phiếu tiếp nhận", "correct an intake mistake"),
    "fee": Text("thu phí, lệ phí", "take fees"),
    "return": Text("trả kết quả", "return"),
    "recall": Text("rút lại việc vừa chuyển", "recall"),
    "appraise": Text("thẩm định", "appraise"),
    "consult": Text("lấy ý kiến", "consult"),
    "hand_off": Text("chuyển liên thông", "hand off"),
    "back": Text("trả lại bước trước", "send back"),
    "hand_over": Text("giao cho đồng nghiệp", "hand to a colleague"),
    "assign": Text("phân công", "assign"),
    "extend": Text("xin lỗi và gia hạn", "apologise and extend"),
    "approve": Text("ký duyệt", "approve"),
    "stop": Text("dừng giải quyết", "stop"),
    "delegate": Text("giao người khác ký", "let others sign"),
    "watch": Text("theo dõi tiến độ, số liệu", "watch progress and figures"),
    "seal": Text("vào sổ, cấp số, đóng dấu", "number and seal"),
    "configure": Text("cấu hình, phân quyền", "configure"),
    "resume": Text("chạy lại hồ sơ bị kẹt", "resume a stuck dossier"),
    "audit": Text("kiểm tra nhật ký", "audit"),
    "answer": Text("trả lời hồ sơ liên thông", "answer a hand-off"),
}
RANKS = ("head", "acting", "deputy", "unit", "")


@dataclass(frozen=True, slots=True)
class Role:
    """A role: the kinds of agency it is found `at`, the verbs it `may` do, its `rank` as signer
    (a key of `RANKS`), and the roles whose tasks it may do too, as far as its verbs go."""

    key: str
    name: Text
    rank: str
    at: tuple[str, ...]
    may: tuple[str, ...]
    stands_in: tuple[str, ...]


def load_roles(text: str) -> Mapping[str, Role]:
    """Roles by key from TOML; raises `Invalid` ``roles_invalid`` listing every fault."""
    return MappingProxyType(read(text, "roles_invalid", _roles))


@cache
def roles() -> Mapping[str, Role]:
    """The roles that ship with the package (``country/roles.toml``)."""
    path = files("chalicelib") / "country" / "roles.toml"
    return load_roles(path.read_text(encoding="utf-8"))


def may(role: str, verb: str) -> bool:
    """Whether somebody in `role` may do `verb`; False for a role that does not exist."""
    found = roles().get(role)
    return found is not None and verb in found.may


def standing_in(duties: Sequence[Duty], agency: str, role: str, verb: str) -> Duty | None:
    """The duty under which somebody may do `verb` where a task asks for `role` at `agency`.

    The duty itself first, else one there that stands in for the role and may do the verb.
    """
    if (agency, role) in duties:
        return agency, role
    for at, own in duties:
        known = roles().get(own)
        if at == agency and known and role in known.stands_in and verb in known.may:
            return at, own
    return None


def wrong_duties(duties: Sequence[Duty]) -> Iterator[Text]:
    """What is wrong with somebody's duties: an unknown agency or role, a role not found there."""
    for code, role in duties:
        where, known = agencies().get(code), roles().get(role)
        if where is None:
            yield Text(f"Không có cơ quan “{code}”.", f"There is no agency '{code}'.")
        if known is None:
            yield Text(f"Không có vai “{role}”.", f"There is no role '{role}'.")
        if where and known and where.kind not in known.at:
            yield Text(
                f"{where.name.vi} không có {known.name.vi}.",
                f"{where.name.en} has no {known.name.en}.",
            )


def _roles(root: Table) -> dict[str, Role]:
    root.text("basis")
    made = [_role(table) for table in root.tables("role", least=1)]
    found = keyed(made, lambda one: one.key, root, "role")
    for one in made:
        for other in one.stands_in:
            if other not in found:
                root.unknown(f"role[{one.key}].stands_in", other, found)
    return found


def _role(table: Table) -> Role:
    made = Role(
        key=table.key(),
        name=table.both("name"),
        rank=table.choice("rank", RANKS, ""),
        at=_known(table, "at", KINDS, tuple(KINDS)),
        may=_known(table, "may", VERBS, None),
        stands_in=table.texts("stands_in", ()),
    )
    if made.rank and "approve" not in made.may:
        table.fault("rank", "người ký phải được ký duyệt", "a signer must be allowed to approve")
    table.done()
    return made


def _known(
    table: Table, key: str, allowed: Mapping[str, Text], fallback: tuple[str, ...] | None
) -> tuple[str, ...]:
    found = table.texts(key, fallback)
    for one in found:
        if one not in allowed:
            table.unknown(key, one, allowed)
    return found
