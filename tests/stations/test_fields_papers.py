"""Certificates and degrees, whose fields stand below labels or begin with them."""

from chalicelib.fields import find, readers
from tests.stations.test_fields_forms import by_key, set_out

CERTIFICATE = """
ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                  GIẤY CHỨNG NHẬN
             ĐĂNG KÝ HỘ KINH DOANH
        Mã số hộ kinh doanh: 022195020496
        Đăng ký lần đầu, ngày 05 tháng 02 năm 2026
        Đăng ký thay đổi lần thứ: 2, ngày 06 tháng 03 năm 2026
1. Tên hộ kinh doanh: QUÁN ĂN MẪU
2. Địa chỉ trụ sở: Số 24 phố Mẫu, phường Hồng Gai, tỉnh Quảng Ninh
Điện thoại: 0912345678         Email: mau@example.vn
3. Ngành, nghề kinh doanh: Dịch vụ phục vụ đồ uống
4. Vốn kinh doanh: 50.000.000 đồng
5. Chủ thể thành lập hộ kinh doanh: Cá nhân
6. Thông tin về chủ hộ kinh doanh:
Họ và tên (ghi bằng chữ in hoa): CAO THỊ MẪU      Giới tính: Nữ
Sinh ngày: 06/09/1995     Dân tộc: Kinh     Quốc tịch: Việt Nam
Số định danh cá nhân: 022195020496
Địa chỉ thường trú: Số 24, phường Hồng Gai
                                             TRƯỞNG PHÒNG
                                          (Ký, ghi rõ họ tên)
                                            Dương Văn Thử"""

DEGREE = """
              HIỆU TRƯỞNG
      TRƯỜNG ĐẠI HỌC HẠ LONG MẪU
                 cấp
            BẰNG CỬ NHÂN
     Ngành: Hướng dẫn du lịch
     Cho: Bà Cao Thị Mẫu
     Ngày sinh: 06/09/1995
     Năm tốt nghiệp: 2017
     Xếp loại tốt nghiệp: Giỏi
     Hình thức đào tạo: Chính quy
              Quảng Ninh, ngày 05 tháng 7 năm 2017
                   HIỆU TRƯỞNG

                  Dương Văn Thử
Số hiệu: 123456
Số vào sổ cấp bằng: 12/2017/ĐH"""


def test_a_household_certificate_is_read() -> None:
    finding = find([set_out(CERTIFICATE)], readers())
    assert finding.reader == "business-household-certificate"
    found = {key: reading.value for key, reading in by_key(finding).items() if reading.value}
    assert found == {
        "agency": "ỦY BAN NHÂN DÂN",
        "registration_number": "022195020496",
        "first_registered": "2026-02-05",
        "change_number": "2",
        "changed": "2026-03-06",
        "household_name": "QUÁN ĂN MẪU",
        "head_office": "Số 24 phố Mẫu, phường Hồng Gai, tỉnh Quảng Ninh",
        "phone": "0912345678",
        "email": "mau@example.vn",
        "business_lines": "Dịch vụ phục vụ đồ uống",
        "capital": "50000000",
        "owner_name": "CAO THỊ MẪU",
        "owner_sex": "Nữ",
        "owner_birth_date": "1995-09-06",
        "owner_ethnicity": "Kinh",
        "owner_nationality": "Việt Nam",
        "owner_personal_number": "022195020496",
        "owner_residence": "Số 24, phường Hồng Gai",
        "signer_name": "Dương Văn Thử",
    }


def test_an_office_of_a_committee_is_the_agency_and_not_the_committee() -> None:
    head = (
        "ỦY BAN NHÂN DÂN XÃ MẪU               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   PHÒNG KINH TẾ"
    )
    office = CERTIFICATE.replace(
        "ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", head
    )
    assert by_key(find([set_out(office)], readers()))["agency"].value == "PHÒNG KINH TẾ"


def test_a_degree_in_two_languages_is_read_in_its_own_column() -> None:
    left, right = (
        ["DEGREE OF BACHELOR", "", "Upon: Cao Thi Mau", "Date of birth: 06/09/1995"],
        ["BẰNG TỐT NGHIỆP CAO ĐẲNG", "", "Cho: Cao Thị Mẫu", "Sinh ngày: 06/09/1995"],
    )
    left += ["In: Tourism", "Degree classification: Good", ""]
    right += ["Ngành đào tạo: Du lịch", "Xếp loại tốt nghiệp: Khá", "Số hiệu: A123456"]
    rows = [
        f"{a:<40}{'' if b[:1] == 'B' else '      '}{b}" for a, b in zip(left, right, strict=False)
    ]
    head = " " * 46 + "TRƯỜNG CAO ĐẲNG DU LỊCH MẪU\n\n"
    found = by_key(find([set_out(head + "\n".join(rows))], readers()))
    said = {
        key: found[key].value for key in ("title", "holder_name", "major", "rank", "birth_date")
    }
    assert said == {
        "title": "BẰNG TỐT NGHIỆP CAO ĐẲNG",
        "holder_name": "Cao Thị Mẫu",
        "major": "Du lịch",
        "rank": "Khá",
        "birth_date": "1995-09-06",
    }


def test_what_marks_the_holder_of_a_card_is_not_the_label_of_a_finger() -> None:
    back = """
Đặc điểm nhận dạng / Personal identification:            Ngón trỏ trái / Left index finger
Nốt ruồi cách 1 cm dưới mép                                      trái
phải
Ngày, tháng, năm / Date, month, year: 05/02/2022
CỤC TRƯỞNG CỤC CẢNH SÁT
QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI"""
    found = by_key(find([set_out(back)], readers()))
    assert found["identification"].value == "Nốt ruồi cách 1 cm dưới mép phải"


def test_a_degree_is_read() -> None:
    finding = find([set_out(DEGREE)], readers())
    assert finding.reader == "tour-guide-degree"
    found = {key: reading.value for key, reading in by_key(finding).items() if reading.value}
    assert found == {
        "school": "TRƯỜNG ĐẠI HỌC HẠ LONG MẪU",
        "title": "BẰNG CỬ NHÂN",
        "major": "Hướng dẫn du lịch",
        "holder_name": "Cao Thị Mẫu",
        "birth_date": "1995-09-06",
        "graduation_year": "2017",
        "rank": "Giỏi",
        "mode": "Chính quy",
        "issue_date": "2017-07-05",
        "signer_name": "Dương Văn Thử",
        "number": "123456",
        "register_number": "12/2017/ĐH",
    }


def test_a_certificate_changed_before_it_was_given_is_flagged() -> None:
    wrong = CERTIFICATE.replace("tháng 03 năm 2026", "tháng 01 năm 2026")
    assert "too_early" in by_key(find([set_out(wrong)], readers()))["changed"].flags
