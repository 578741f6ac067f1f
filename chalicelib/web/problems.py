"""Where a Problem becomes HTTP: a page with a way out for people, RFC 9457 for programs."""

from typing import ClassVar
from urllib.parse import quote

from chalice.app import Response

from chalicelib.errors import Problem, Text
from chalicelib.web.render import as_json, page, see_other
from chalicelib.web.visit import Stranger, Visit

TITLES = {
    401: Text("Cần đăng nhập", "Sign in first"),
    403: Text("Bạn không làm được việc này", "This is not yours to do"),
    404: Text("Không tìm thấy", "Not found"),
    409: Text("Hồ sơ vừa thay đổi", "The dossier has just changed"),
    422: Text("Chưa làm được", "This could not be done"),
    429: Text("Thử lại sau ít phút", "Try again in a few minutes"),
    500: Text("Hệ thống gặp trục trặc", "Something broke on our side"),
    503: Text("Hệ thống đang bận", "The system is busy"),
}


class Broken(Problem):
    """A fault of ours. `request` helps whoever looks for it in the log."""

    status: ClassVar[int] = 500

    def __init__(self, request: str) -> None:
        super().__init__(
            "broken",
            f"Chúng tôi đã ghi lại sự cố{f' (mã {request})' if request else ''}. "
            "Hãy thử lại sau ít phút, hoặc đến Bộ phận Một cửa.",
            f"We have noted the fault{f' (reference {request})' if request else ''}. "
            "Try again in a few minutes, or come to the one-stop office.",
        )


def answer(visit: Visit, problem: Problem) -> Response:
    """The answer to a request that ended in `problem`."""
    if not visit.wants_page:
        return document(visit, problem)
    if isinstance(problem, Stranger):
        return see_other(visit, f"/dang-nhap?ve={quote(visit.again, safe='/')}")
    return page(
        visit,
        "problem.html",
        status=problem.status,
        problem=problem,
        title=TITLES.get(problem.status, TITLES[500]),
    )


def document(visit: Visit, problem: Problem) -> Response:
    """`application/problem+json`; `code` is stable, `detail` is for people."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(problem.status, TITLES[500]).en,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.text.into("en" if visit.language == "en" else "vi"),
        "detail_en": problem.text.en,
        **({"at": problem.at} if problem.at else {}),
    }
    made = as_json(body, problem.status, "application/problem+json")
    if problem.status == 401:
        made.headers["WWW-Authenticate"] = "Bearer"
    return made
