"""The figures as tables a person reads, Vietnamese first."""

from collections.abc import Iterator, Mapping
from typing import Any

from local.progress import table

HEAD = ("", "trang", "ô", "đúng %", "sai", "trống", "bịa", "tự nhận %", "chuẩn %", "nhận sai")
LEGEND = (
    "trang: pages · ô: fields · đúng: exact · sai: wrong · trống: empty · bịa: invented · "
    "tự nhận: accepted · chuẩn: precision of accepted · nhận sai: wrong accepted"
)


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """The whole result, ready to print."""
    for title, name in (
        ("Tất cả / all", "all"),
        ("Theo loại giấy / by paper", "paper"),
        ("Theo chất lượng ảnh / by quality", "quality"),
        ("Theo kiểu giá trị / by kind", "kind"),
    ):
        parts = {"": result["all"]} if name == "all" else result[name]
        yield f"\n{title}\n{_parts(parts)}"
    yield f"\n{LEGEND}"
    yield from _rest(result)


def _parts(parts: Mapping[str, Mapping[str, float]]) -> str:
    return table([HEAD, *(_row(name, part) for name, part in parts.items())])


def _row(name: str, part: Mapping[str, float]) -> tuple[str, ...]:
    counts = (f"{part[key]:.0f}" for key in ("wrong", "empty", "invented"))
    return (
        name or "tất cả",
        f"{part['pages']:.0f}",
        f"{part['fields']:.0f}",
        percent(part["exact"]),
        *counts,
        percent(part["accepted"]),
        percent(part["precision"]),
        f"{part['wrong_accepted']:.0f}",
    )


def _rest(result: Mapping[str, Any]) -> Iterator[str]:
    whole, hand, text = result["all"], result["hand"], result["text"]
    yield (
        "\nSố định danh, ngày, số và tiền nhận sai / wrong accepted in personal numbers, dates, "
        f"numbers and money: {whole['guarded_wrong_accepted']:.0f} trong/of "
        f"{whole['guarded_accepted']:.0f} (trên/out of {whole['guarded']:.0f})"
    )
    yield (
        f"Loại giấy nhận đúng / papers recognised: {result['recognised']} / {result['files']}; "
        f"từ chối / refused: {result['refused']}"
    )
    if hand["fields"]:
        yield (
            f"Chữ viết tay / handwriting: {hand['fields']} ô, gọi người xem / a person is called "
            f"{hand['flagged']}, tự nhận / accepted {hand['accepted']}"
        )
    if text:
        yield (
            f"Chữ đã biết / known words: recall {percent(text['recall'])} %, "
            f"lỗi chữ / CER {percent(text['errors'])} % "
            f"({text['pages']} trang)"
        )
    yield (
        f"CPU: {result['seconds'] / max(result['files'], 1):.2f} giây mỗi trang / seconds per page"
        f"{' (từ đã đọc sẵn / words kept from before)' if result['kept'] else ''}"
    )


def percent(share: float) -> str:
    """A share as a percentage with two digits behind the point."""
    return f"{share * 100:.2f}"
