"""A draft procedure file out of the National Portal's JSON, dirt and all.

The portal says what citizens read, not how an office works: who does what step in how many hours,
number series, English names. The draft says so. ``# QUYẾT ĐỊNH`` stands where a person must decide
and `motcua check` refuses the file until then; ``# XEM LẠI`` stands where the draft guessed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import Invalid
from chalicelib.procedure import Term, fold
from chalicelib.workdays import VIETNAM
from local.procedures_dirt import (
    CHANNELS,
    DECIDE,
    LOOK,
    Said,
    both,
    fee,
    items,
    level,
    line,
    listed,
    plain,
    quoted,
    slug,
    spread,
    term,
    whole,
    words,
)

SUBJECTS = {
    "cong dan viet nam": "citizen",
    "nguoi viet nam dinh cu o nuoc ngoai": "overseas",
    "nguoi nuoc ngoai": "foreigner",
    "doanh nghiep": "enterprise",
    "hop tac xa": "organisation",
    "to chuc": "organisation",
}
NO_CASE = re.compile(r"giay to phai|luu y|xuat trinh|phai nop|thanh phan|ho so gom|^\W*$")
REFUSAL = re.compile(r"tu choi|sua doi, bo sung")
SIGNS = {
    "lấy ý kiến": "thêm bước consult với từng cơ quan, hạn và số ý kiến cần",
    "được coi là đã đồng ý": "im lặng là đồng ý: on_silence = deemed_consent, ghi căn cứ",
    "xác minh": "có bước xác minh riêng không, hạn bao lâu",
    "cơ quan thuế": "thêm bước hand_off sang cơ quan thuế hoặc bước fee",
    "nộp lệ phí": "phí thu lúc nào: at = intake, fee hay return",
    "không có phản hồi": "im lặng là xác nhận: thêm [[clock]] until = confirmed",
}
STEPS = (
    ("receive", "Tiếp nhận hồ sơ", "Receive the dossier", "receiver", "counter", 0.05),
    ("appraise", "Thẩm định hồ sơ", "Appraise", "decider", "appraiser", 0.65),
    ("approve", "Lãnh đạo ký", "Signed by the leadership", "decider", "leader", 0.15),
    ("seal", "Cấp số, đóng dấu", "Number and seal", "decider", "clerk", 0.05),
    ("return", "Trả kết quả", "Hand over the result", "receiver", "counter", 0.05),
)
MAY = {
    "receive": ["done", "supplement", "refuse"],
    "appraise": ["done", "supplement", "refuse"],
    "return": ["done"],
}


def draft(text: str) -> str:
    """The draft TOML for the portal's answer `text`; raises `Invalid` ``portal_invalid``."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise _invalid(f"không đọc được JSON: {error}", f"not JSON: {error}") from error
    data = data.get("data", data) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not plain(data.get("name")):
        raise _invalid("không phải thủ tục của cổng", "not a procedure of the portal")
    return "\n".join(_Draft(data).lines()) + "\n"


def decisions(drafted: str) -> list[str]:
    """What a person must decide in a draft, in order."""
    mark = f"# {DECIDE}: "
    return [row.partition(mark)[2] for row in drafted.splitlines() if mark in row]


def _invalid(vi: str, en: str) -> Invalid:
    return Invalid("portal_invalid", f"Tệp từ cổng: {vi}.", f"The portal's file is {en}.")


class _Draft:
    """One procedure of the portal on its way into a file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.methods = items(data, "executionMethods")
        self.keys: set[str] = set()
        self.papers: dict[str, str] = {}
        self.told = " ".join(
            plain(one.get("description")) for one in [*items(data, "executionSteps"), data]
        )

    def lines(self) -> Iterator[str]:
        yield f"# {plain(self.data.get('name'))}"
        yield "# Bản nháp từ Cổng Dịch vụ công quốc gia. Dòng có QUYẾT ĐỊNH chờ người quyết định;"
        yield "# dòng có XEM LẠI là điều bản nháp đoán. Xóa các ghi chú này khi đã xong."
        yield from self.head()
        cases = list(self.cases())
        yield from self.components(cases)
        yield from self.steps()
        yield from self.results()
        yield from self.fees()
        yield from self.case_lines(cases)

    def head(self) -> Iterator[str]:
        data = self.data
        code = plain(data.get("code")).removesuffix(".000.00.00").partition(".000.")[0]
        right = bool(re.fullmatch(r"\d\.\d{6}", code))
        yield line("code", Said(code if right else "", "" if right else f"mã: cổng ghi “{code}”"))
        yield from self.published()
        yield line("level", level(data))
        yield f"name = {both(plain(data.get('name')))}"
        category = data.get("category") or next(iter(items(data, "categoriesDetails")), {})
        field = plain(category.get("name")) if isinstance(category, dict) else ""
        yield f"field = {both(field)}"
        yield from self.ways()
        laws = (_law(one) for one in items(data, "legalBasisesDetails"))
        yield f"legal = {listed(list(dict.fromkeys(one for one in laws if one)))}"
        known = [plain(one) for one in str(data.get("keywords") or "").split(",")]
        yield f"keywords = {listed([one for one in known if one])}"

    def published(self) -> Iterator[str]:
        proposal = self.data.get("procedureProposal")
        proposal = proposal if isinstance(proposal, dict) else {}
        number = plain(proposal.get("proposalNumber")) or plain(self.data.get("decisionNo"))
        stamp = whole(proposal.get("decisionDate"))
        if stamp:
            day = datetime.fromtimestamp(stamp / 1000, UTC).astimezone(VIETNAM).date()
            yield f"effective = {day}  # {LOOK}: đây là ngày quyết định, chưa chắc ngày áp dụng"
            number = f"{number} ngày {day:%d/%m/%Y}"
        else:
            yield f'effective = "?"  # {DECIDE}: ngày áp dụng'
        yield line("decision", Said(number, "" if number else "số quyết định công bố"), "")

    def ways(self) -> Iterator[str]:
        said = [plain(one.get("submissionMethod")) for one in self.methods]
        known = [CHANNELS[one] for one in dict.fromkeys(said) if one in CHANNELS]
        strange = [one for one in said if one not in CHANNELS]
        lost = f"cách nộp lạ: {', '.join(strange)}" if strange else ""
        yield words("channels", known, Said(lost, "cách nộp"))
        kinds = [plain(one.get("name")) for one in items(self.data, "subjectTypesDetails")]
        found = {one: _subject(one) for one in kinds}
        odd = [one for one, kind in found.items() if not kind]
        lost = f"đối tượng chưa có từ riêng: {', '.join(odd)}" if odd else ""
        taken = list(dict.fromkeys(kind for kind in found.values() if kind))
        yield words("subjects", taken, Said(lost, "đối tượng"))
        yield f'deciders = ["?"]  # {DECIDE}: cơ quan giải quyết (cổng ghi: {self.agencies()})'

    def agencies(self) -> str:
        keys = ("departmentsExecuting", "unitGroupsExecuting", "departmentsAuthority")
        names = [plain(one.get("name")) for key in keys for one in items(self.data, key)]
        return ", ".join(dict.fromkeys(one for one in names if one)) or "không có"

    def cases(self) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        """Name and papers of each case; groups that are no cases are one together."""
        common = items(self.data, "profileComponents")
        groups = [
            (plain(one.get("name")), items(one, "profileComponents"))
            for one in items(self.data, "executionCases")
        ]
        cases = [(name, papers) for name, papers in groups if not NO_CASE.search(fold(name))]
        common += [p for name, papers in groups if NO_CASE.search(fold(name)) for p in papers]
        merged: dict[str, list[Mapping[str, Any]]] = {}
        for name, papers in cases:
            merged.setdefault(name, []).extend(papers)
        for name, papers in merged.items():
            yield name, [*common, *papers]
        if not merged:
            yield plain(self.data.get("name")), common

    def components(self, cases: list[tuple[str, list[Mapping[str, Any]]]]) -> Iterator[str]:
        every = [one for _, papers in cases for one in papers]
        notes = dict.fromkeys(plain(one.get("name")) for one in every if not _is_paper(one))
        if notes:
            yield f"\n# {LOOK}: cổng ghi các câu sau như giấy tờ, số lượng 0; chúng là lưu ý:"
            yield from (f"#   {one}" for one in notes if one)
        flagged = any(one.get("required") is True for one in every)
        if every and not flagged:
            yield f"\n# {LOOK}: cổng không đánh dấu giấy tờ nào bắt buộc; ở đây tất cả bắt buộc."
        for one in every:
            if _is_paper(one) and _paper_id(one) not in self.papers:
                yield from self.component(one, flagged)

    def component(self, one: Mapping[str, Any], flagged: bool) -> Iterator[str]:
        name = plain(one.get("name"))
        key = self.papers[_paper_id(one)] = slug(name, self.keys)
        yield "\n[[component]]"
        yield f"key = {quoted(key)}"
        if len(name) > 160:
            yield f"# {LOOK}: tên dài {len(name)} chữ, nên rút gọn"
        yield f"name = {both(name)}"
        yield f"required = {'true' if one.get('required') is True or not flagged else 'false'}"
        yield f"originals = {whole(one.get('originalQty')) or 0}"
        yield f"copies = {whole(one.get('copyQty')) or 0}"

    def steps(self) -> Iterator[str]:
        yield f"\n# {LOOK}: năm bước mẫu; thời gian và người làm theo quy trình nội bộ."
        told = f"{self.told} {plain(self.data.get('requirementsAndConditions'))}".casefold()
        for sign, advice in SIGNS.items():
            if sign in told:
                yield f"# {LOOK}: trình tự nói “{sign}”: {advice}"
        terms = [self.term(way).value for way in ("DIRECT", "ONLINE")]
        least = min((Term.parse(one).most_hours for one in terms if one), default=8)
        hours = spread(least, [step[-1] for step in STEPS])
        for (kind, vi, en, agency, role, _), time in zip(STEPS, hours, strict=True):
            yield f'\n[[step]]\nkey = "{kind}"\nkind = "{kind}"\nname = {both(vi, en)}'
            yield f'agency = "{agency}"\nrole = "{role}"\nhours = {time:g}'
            yield f"may = {listed(MAY.get(kind, ['done', 'back']))}"

    def results(self) -> Iterator[str]:
        named = {plain(one.get("name")): one for one in items(self.data, "resultsDetails")}
        for name in [one for one in named if REFUSAL.search(fold(one))]:
            yield f"\n# {LOOK}: “{name}” là từ chối hoặc yêu cầu bổ sung, không phải kết quả."
            del named[name]
        for name, one in named.items() or {"": {}}.items():
            yield f'\n[[result]]\nkey = "{slug(name, self.keys)}"  # cổng: {plain(one.get("code"))}'
            yield f"name = {both(name)}"
            yield f'series = "?"  # {DECIDE}: dãy số, như {{number}}/{{year}}'
            yield 'issuer = "decider"'

    def fees(self) -> Iterator[str]:
        found: dict[tuple[Said, str], list[str]] = {}
        for way in self.methods:
            channel = CHANNELS.get(plain(way.get("submissionMethod")), "")
            for one in items(way, "fees"):
                told = plain(one.get("description"))
                said = fee(one.get("value"), told, plain(one.get("currencyName")))
                found.setdefault((said, told), []).append(channel)
        everywhere = {CHANNELS.get(plain(way.get("submissionMethod")), "") for way in self.methods}
        for (said, told), channels in found.items():
            yield f'\n[[fee]]\nkey = "{slug("phi " + " ".join(channels), self.keys)}"'
            yield f"name = {both('Phí, lệ phí', 'Fee')}"
            mark = f"  # {DECIDE}: {said.remark}" if not said.value else ""
            yield f"amount = {said.value or quoted('?')}{mark}"
            yield f'per = "dossier"  # {LOOK}: mỗi hồ sơ, bản hay trang'
            if told:
                yield f"note = {both(told)}"
            if set(channels) != everywhere:
                yield f"channels = {listed(sorted(set(channels) - {''}))}"

    def term(self, way: str) -> Said:
        for one in self.methods:
            if plain(one.get("submissionMethod")) == way:
                told = plain(one.get("description")) or self.told
                return term(one.get("processingTime"), one.get("processingTimeUnit"), told)
        return Said("", "thời hạn: cổng không ghi")

    def case_lines(self, cases: list[tuple[str, list[Mapping[str, Any]]]]) -> Iterator[str]:
        said, online, post = self.term("DIRECT"), self.term("ONLINE"), self.term("POSTAL")
        if not any(plain(one.get("submissionMethod")) == "DIRECT" for one in self.methods):
            said = online
        portal = sorted({self.portal_case(one) for one in items(self.data, "cases")} - {""})
        for name, papers in cases:
            yield f'\n[[case]]\nkey = "{slug(name, self.keys)}"\nname = {both(name)}'
            yield line("term", said)
            if online.value and online.value != said.value:
                yield line("online_term", online)
            if post.value and post.value != said.value:
                yield f"# {LOOK}: nộp qua bưu chính cổng ghi {post.value}"
            if portal:
                yield f"# {LOOK}: trường hợp của cổng: {'; '.join(portal)}"
            yield f'supplement = "restart"  # {LOOK}: tính lại từ đầu hay tính tiếp (resume)'
            keys = dict.fromkeys(self.papers[_paper_id(p)] for p in papers if _is_paper(p))
            yield f"components = {listed(list(keys))}"

    def portal_case(self, one: Mapping[str, Any]) -> str:
        day = one.get("processingDay")
        day = day if isinstance(day, dict) else {}
        return f"{plain(one.get('code'))} {day.get('qty', '')} {day.get('type', '')}".strip()


def _law(one: Mapping[str, Any]) -> str:
    code, name = plain(one.get("code")), plain(one.get("name"))
    return code if re.search(r"\d+/", code) else name


def _subject(name: str) -> str:
    folded = fold(name)
    return next((kind for start, kind in SUBJECTS.items() if folded.startswith(start)), "")


def _is_paper(one: Mapping[str, Any]) -> bool:
    return bool((whole(one.get("originalQty")) or 0) + (whole(one.get("copyQty")) or 0))


def _paper_id(one: Mapping[str, Any]) -> str:
    return plain(one.get("code")) or plain(one.get("name"))
