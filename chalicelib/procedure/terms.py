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
    "tax": Text("cơ quan Thuế", "tax office"),
    "province": Text("Ủy ban nhân dân cấp tỉnh", "provincial People's Committee"),
    "provincial_police": Text("Công an cấp tỉnh", "provincial police"),
    "justice": Text("Sở Tư pháp", "Department of Justice"),
    "finance": Text("Sở Tài chính", "Department of Finance"),
    "environment": Text("Sở Nông nghiệp và Môi trường", "Department of Environment"),
    "construction": Text("Sở Xây dựng", "Department of Construction"),
    "science": Text("Sở Khoa học và Công nghệ", "Department of Science and Technology"),
    "culture": Text("Sở Văn hóa, Thể thao và Du lịch", "Department of Culture and Tourism"),
    "economic_zones": Text("Ban Quản lý Khu kinh tế", "Economic zones authority"),
}
"""Who acts: the two ends of the dossier, an agency the decider is related to, or one by its key."""
DECIDERS = {
    "commune": Text("UBND cấp xã", "People's Committee of a commune"),
    "commune_police": Text("Công an cấp xã", "Police of a commune"),
    **{key: SELECTORS[key] for key in ("province", "provincial_police", "justice", "finance")},
    **{key: SELECTORS[key] for key in ("construction", "culture", "economic_zones")},
}
"""Who may decide: any commune's committee or police, or the one agency of the province so named."""
LIFE_EVENTS = {
    "birth": Text("Có con nhỏ", "Having a baby"),
    "marriage": Text("Kết hôn và gia đình", "Marriage and family"),
    "death": Text("Người thân qua đời", "A death in the family"),
    "home": Text("Cư trú và chỗ ở", "Moving and living somewhere"),
    "building": Text("Xây nhà, đất đai", "Building a house, land"),
    "business": Text("Mở cửa hàng, doanh nghiệp", "Opening a shop or a business"),
    "investment": Text("Đầu tư dự án", "Investing in a project"),
    "driving": Text("Đi lại, lái xe", "Driving and transport"),
    "work": Text("Việc làm, nghề nghiệp", "Work and profession"),
    "tourism": Text("Du lịch", "Tourism"),
    "study": Text("Học tập", "Studying"),
    "papers": Text("Bản sao, chứng thực giấy tờ", "Copies and certified papers"),
}
"""What happens in a life or a business and brings people to the counter."""
HOLDERS = ("", "mother", "father")
SUPPLEMENT = {
    "restart": Text("tính lại từ đầu", "the term starts over"),
    "resume": Text("tính tiếp, cộng thời gian chờ", "the wait is added"),
}
UNANSWERED = {
    "stop": Text("quá hạn bổ sung: dừng giải quyết", "not added in time: stopped"),
    "decide": Text("quá hạn bổ sung: xét trên hồ sơ đã có", "not added in time: decided as it is"),
}
FEE_AT = {
    "intake": Text("thu khi tiếp nhận", "taken at intake"),
    "fee": Text("thu ở bước nghĩa vụ tài chính", "taken at the fee step"),
    "return": Text("thu khi trả kết quả", "taken when the result is handed over"),
}
CLOCK_SINCE = {
    "submitted": Text("từ khi nộp", "from sending"),
    "received": Text("từ khi tiếp nhận", "from receipt"),
    "supplemented": Text("từ khi nhận bổ sung", "from the added papers"),
    "shown": Text("từ khi gửi cho người dân xem", "from showing it to the citizen"),
}
CLOCK_UNTIL = {
    "checked": Text("phải kiểm tra xong hồ sơ", "the dossier must be checked"),
    "defects_told": Text("phải báo nội dung cần bổ sung", "what is lacking must be told"),
    "reported": Text("phải trình báo cáo thẩm định", "the appraisal must be reported"),
    "refusal_told": Text("phải báo lý do không cấp", "a refusal must be told with its reason"),
    "confirmed": Text("người dân xác nhận bản thảo", "the citizen confirms the draft"),
    "passed_on": Text("phải chuyển dữ liệu", "the data must be passed on"),
}
CLOCK_SILENCE = {
    "notify": Text("quá hạn: báo người đứng đầu một cửa", "late: the head is told"),
    "confirmed": Text("im lặng là đã xác nhận", "silence counts as confirmed"),
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
"""Templates of results that `papers` can print; empty for the plain sheet, named by its key."""
