"""The zone of a citizen card: what its check digits prove, put right and refuse."""

import pytest

from chalicelib.values.mrz import check_digit, solve

TRUE = (
    "IDVNM1900012342022190001234<<0",
    "9003152F3003150VNM<<<<<<<<<<<4",
    "NGUYEN<<THI<HANH<<<<<<<<<<<<<<",
)


def put(line: str, at: int, sign: str) -> str:
    return line[:at] + sign + line[at + 1 :]


def test_a_zone_says_who_its_holder_is() -> None:
    zone = solve([TRUE])
    assert zone is not None
    assert (zone.number, zone.born, zone.sex) == ("022190001234", "1990-03-15", "Nữ")
    assert (zone.expires, zone.name) == ("2030-03-15", "NGUYEN THI HANH")
    assert (zone.lines, zone.corrected) == (TRUE, False)


def test_the_standards_own_example_of_check_digits() -> None:
    """ICAO Doc 9303 part 5, specimen of TD1, and part 3, 4.9."""
    assert check_digit("D23145890") == 7
    assert check_digit("740812") == 2
    assert check_digit("520727") == 3


def test_letters_and_digits_stand_where_they_must() -> None:
    first = TRUE[0].replace("IDVNM19000", "1DVNM19OOO").replace("0221", "0Z2I")
    assert solve([(first, TRUE[1], TRUE[2])]) == solve([TRUE])


def test_one_wrong_digit_is_put_right_or_nothing_is_said() -> None:
    right = 0
    for line, at in ((line, at) for line in (0, 1) for at in range(30)):
        for sign in "0123456789":
            if TRUE[line][at].isdigit() and sign != TRUE[line][at]:
                lines = [put(text, at, sign) if line == n else text for n, text in enumerate(TRUE)]
                zone = solve([lines])
                assert zone is None or (zone.corrected and zone.lines == TRUE)
                right += zone is not None
    assert right > 60


def test_another_reading_that_is_right_needs_no_correction() -> None:
    zone = solve([(put(TRUE[0], 6, "8"), TRUE[1], TRUE[2]), TRUE])
    assert zone is not None
    assert not zone.corrected


@pytest.mark.parametrize(
    "lines",
    [
        (put(put(TRUE[0], 6, "8"), 10, "9"), TRUE[1], TRUE[2]),
        (TRUE[0][:-1], TRUE[1], TRUE[2]),
        (TRUE[0], TRUE[1], "NGUYEN<THI<HANH<<<<<<<<<<<<<<<<"),
        ("P<VNMNGUYEN<<THI<HANH<<<<<<<<<", TRUE[1], TRUE[2]),
        ("", "", ""),
    ],
)
def test_what_is_not_proven_is_no_zone(lines: tuple[str, str, str]) -> None:
    assert solve([lines]) is None


def test_a_card_without_an_end_has_no_last_day() -> None:
    second = "9003152F991231" + str(check_digit("991231")) + "VNM<<<<<<<<<<<"
    whole = check_digit(TRUE[0][5:] + second[:7] + second[8:15] + second[18:29])
    zone = solve([(TRUE[0], f"{second}{whole}", TRUE[2])])
    assert zone is not None
    assert zone.expires == ""
