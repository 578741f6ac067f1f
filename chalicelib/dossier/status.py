"""The ten statuses of a dossier (TrangThaiHoSo), their official names and their legal moves.

Codes and names are the national synchronisation API's; moves follow NĐ 61/2018 Đ17-Đ20. `DRAFT` is
ours: a dossier its citizen has not submitted is nobody's business and is never reported.
"""

from enum import IntEnum

from chalicelib.errors import Conflict, Text


class Status(IntEnum):
    """Where a dossier stands, in the words the whole country uses."""

    DRAFT = 0
    SUBMITTED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROCESS = 4
    SUPPLEMENT = 5
    FINANCIAL_DUTY = 6
    WITHDRAWN = 7
    STOPPED = 8
    DECIDED = 9
    RETURNED = 10


NAMES = {
    Status.DRAFT: Text("Bản nháp", "Draft"),
    Status.SUBMITTED: Text("Mới đăng ký", "Submitted"),
    Status.RECEIVED: Text("Được tiếp nhận", "Received"),
    Status.NOT_RECEIVED: Text("Không được tiếp nhận", "Not received"),
    Status.IN_PROCESS: Text("Đang xử lý", "In process"),
    Status.SUPPLEMENT: Text("Yêu cầu bổ sung giấy tờ", "Further papers asked for"),
    Status.FINANCIAL_DUTY: Text("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment due"),
    Status.WITHDRAWN: Text("Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen"),
    Status.STOPPED: Text("Dừng xử lý", "Stopped"),
    Status.DECIDED: Text("Đã xử lý xong", "Decided"),
    Status.RETURNED: Text("Đã trả kết quả", "Result returned"),
}

MOVES = {
    Status.DRAFT: {Status.SUBMITTED},
    Status.SUBMITTED: {
        Status.RECEIVED,
        Status.NOT_RECEIVED,
        Status.SUPPLEMENT,
        Status.WITHDRAWN,
    },
    Status.RECEIVED: {Status.IN_PROCESS},
    Status.IN_PROCESS: {
        Status.SUPPLEMENT,
        Status.FINANCIAL_DUTY,
        Status.WITHDRAWN,
        Status.STOPPED,
        Status.DECIDED,
    },
    Status.SUPPLEMENT: {Status.IN_PROCESS, Status.WITHDRAWN, Status.STOPPED},
    Status.FINANCIAL_DUTY: {Status.IN_PROCESS, Status.STOPPED},
    Status.DECIDED: {Status.RETURNED},
}

ENDED = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})


def move(was: Status, now: Status) -> Status:
    """`now` if the law lets a dossier go there from `was` (staying is always allowed).

    Raises Conflict ``illegal_move``.
    """
    if now != was and now not in MOVES.get(was, set()):
        raise Conflict(
            "illegal_move",
            f"Hồ sơ đang ở trạng thái “{NAMES[was].vi}” nên không thể chuyển sang "
            f"“{NAMES[now].vi}”. Hãy tải lại trang để xem tình trạng mới nhất.",
            f"A dossier that is “{NAMES[was].en}” cannot become “{NAMES[now].en}”. Reload.",
        )
    return now
