"""``motcua verify FILE [--root CERT]...``: is this paper as it was signed, and by whom?"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.errors import Invalid
from chalicelib.papers import Signed, Verdict, verify

ROLES = {"NguoiKy": "Người ký", "CoQuan": "Cơ quan"}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the verdict. Answers 0 valid, 1 changed, unsigned or of an unknown signer, 2 not a PDF.

    Without ``--root`` nobody is trusted beforehand: 0 then means intact only, and the lines say so.
    """
    asked = _arguments(argv)
    try:
        pdf = asked.file.read_bytes()
        roots = [path.read_bytes() for path in asked.root]
        verdict = verify(pdf, roots, at=datetime.now(UTC))
    except OSError as fault:
        print(f"Không đọc được tệp: {fault.filename}", file=sys.stderr)
        return 2
    except Invalid as fault:
        print(fault.text.vi, file=sys.stderr)
        return 2
    print("\n".join(report(verdict)))
    return 0 if verdict.trusted or (verdict.intact and not roots) else 1


def report(verdict: Verdict) -> list[str]:
    """The lines to print: the verdict, then one line for each signature."""
    return [verdict.text.vi, *(_line(n, one) for n, one in enumerate(verdict.signatures, 1))]


def _line(number: int, one: Signed) -> str:
    role = ROLES.get(one.field, one.field)
    when = f"{one.when:%d/%m/%Y %H:%M:%S %z}" if one.when else "không rõ thời gian"
    state = "nguyên vẹn" if one.ok else "ĐÃ BỊ SỬA"
    trust = "đã xác định người ký" if one.trusted else "chưa xác định người ký"
    return f"  {number}. {role}: {one.who} – {when} – {state}, {trust}" + (
        f" – {one.reason}" if one.reason else ""
    )


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="motcua verify", description="Kiểm tra văn bản đã ký số")
    parser.add_argument("file", type=Path, help="tệp PDF")
    parser.add_argument(
        "--root",
        type=Path,
        action="append",
        default=[],
        help="chứng thư gốc tin cậy (DER hoặc PEM)",
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
