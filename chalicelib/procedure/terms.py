"""The words a procedure file may use, each with how a person reads it."""

from chalicelib.errors import Text

LEVELS = {
    "commune": Text("Cấp xã", "Commune"),
    "province": Text("Cấp tỉnh", "Province"),
    "ministry": Text("Cấp bộ", "Ministry"),
}
CHANNELS = {
    "direct": Text("trực tiếp", "in person"),
    "online": Text("trực tuyến", "online"),
    "post": Text("bưu chính công ích", "by post"),
}
SUBJECTS = {
    "citizen": Text("Công dân Việt Nam", "Vietnamese citizens"),
    "overseas": Text("Người Việt Nam định cư ở nước ngoài", "Overseas Vietnamese"),
    "foreigner": Text("Người nước ngoài", "Foreigners"),
    "enterprise": Text("Doanh nghiệp", "Enterprises"),
    "organisation": Text("Tổ chức", "Organisations"),
}
FIELD_KINDS = (
    "name",
    "date",
    "time",
    "year",
    "personal_number",
    "sex",
    "ethnicity",
    "nationality",
    "address",
    "phone",
    "email",
    "number",
    "text",
    "choice",
    "money",
    *("relation", "business", "business_code", "tax_code", "registration_number"),
    *("document_number", "money_words", "percent", "mark"),
)
"""The kinds of value, as `values` knows them."""
STEP_KINDS = {
    "receive": Text("tiếp nhận", "receive"),
    "appraise": Text("thẩm định", "appraise"),
    "consult": Text("lấy ý kiến", "consult"),
    "hand_off": Text("chuyển liên thông", "hand off"),
    "approve": Text("phê duyệt", "approve"),
    "seal": Text("đóng dấu", "seal"),
    "return": Text("trả kết quả", "return"),
    "fee": Text("nghĩa vụ tài chính", "fee"),
}
WITH_PARTIES = ("consult", "hand_off")
ROLES = {
    "counter": Text("công chức một cửa", "counter officer"),
    "appraiser": Text("công chức thụ lý", "appraiser"),
    "leader": Text("lãnh đạo ký", "signing leader"),
    "clerk": Text("văn thư", "clerk"),
}
MAY = {
    "done": Text("xong", "done"),
    "supplement": Text("yêu cầu bổ sung", "ask for papers"),
    "refuse": Text("từ chối", "refuse"),
    "back": Text("trả lại bước trước", "send back"),
}
SELECTORS = {
    "receiver": Text("nơi tiếp nhận", "receiving office"),
    "decider": Text("cơ quan giải quyết", "deciding agency"),
    "police": Text("Công an cấp xã", "commune police"),
    "insurance": Text("cơ quan Bảo hiểm xã hội", "social insurance"),
}
"""Who acts: the two ends of the dossier, or an agency the decider is related to."""
HOLDERS = ("", "mother", "father")
SUPPLEMENT = {
    "restart": Text("tính lại từ đầu", "the term starts over"),
    "resume": Text("tính tiếp, cộng thời gian chờ", "the wait is added"),
}
ON_SILENCE = {
    "notify": Text("quá hạn: báo người đứng đầu một cửa", "late: the head is told"),
    "deemed_consent": Text("im lặng là đồng ý", "silence is consent"),
}
PER = {
    "dossier": Text("hồ sơ", "dossier"),
    "copy": Text("bản", "copy"),
    "page": Text("trang", "page"),
}
PAPERS = ("", "birth-certificate", "residence-notice", "insurance-card", "certified-copy")
"""Templates of results that `papers` can print; empty for a result made elsewhere."""
