"""One contract for the table, run on the one in memory and on DynamoDB (moto)."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.aws.table import Cancelled, Table
from tests.worlds.memory import MemoryTable

SCHEMA: dict[str, Any] = {
    "AttributeDefinitions": [
        {"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK", "GPK", "GSK")
    ],
    "KeySchema": [
        {"AttributeName": "PK", "KeyType": "HASH"},
        {"AttributeName": "SK", "KeyType": "RANGE"},
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "Due",
            "KeySchema": [
                {"AttributeName": "GPK", "KeyType": "HASH"},
                {"AttributeName": "GSK", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    "BillingMode": "PAY_PER_REQUEST",
}
REGION = "ap-southeast-1"


@pytest.fixture(params=["memory", "dynamodb"])
def table(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield MemoryTable()
        return
    with mock_aws():
        keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
        client = boto3.client("dynamodb", region_name=REGION, **keys)
        client.create_table(TableName="t", **SCHEMA)
        yield Table(client, "t")


def test_put_get_delete(table: Any) -> None:
    table.put({"PK": "a", "SK": "1", "n": 7, "body": "Hồ sơ"})
    assert table.get("a", "1") == {"PK": "a", "SK": "1", "n": 7, "body": "Hồ sơ"}
    table.delete("a", "1")
    table.delete("a", "1")
    assert table.get("a", "1") is None


def test_under_gives_one_prefix_in_order(table: Any) -> None:
    for sk in ("EV#000002", "EV#000001", "META", "EV#000010"):
        table.put({"PK": "a", "SK": sk})
    table.put({"PK": "b", "SK": "EV#000003"})
    found = [item["SK"] for item in table.under("a", "EV#")]
    assert found == ["EV#000001", "EV#000002", "EV#000010"]


def test_listed_is_sparse_sorted_and_bounded(table: Any) -> None:
    for n in (3, 1, 2):
        table.put({"PK": f"p{n}", "SK": "x", "GPK": "Q", "GSK": f"2026-0{n}"})
    table.put({"PK": "p4", "SK": "x"})
    assert [item["PK"] for item in table.listed("Q")] == ["p1", "p2", "p3"]
    assert [item["PK"] for item in table.listed("Q", until="2026-02")] == ["p1", "p2"]
    assert [item["PK"] for item in table.listed("Q", newest=True, limit=1)] == ["p3"]
    assert table.listed("other") == []


def test_move_leaves_the_gone_alone(table: Any) -> None:
    table.put({"PK": "a", "SK": "W", "GPK": "WATCH", "GSK": "1", "keep": "x"})
    assert table.move({"PK": "a", "SK": "W"}, {"GSK": "2"})
    assert table.get("a", "W")["GSK"] == "2"
    assert table.get("a", "W")["keep"] == "x"
    assert not table.move({"PK": "zz", "SK": "W"}, {"GSK": "2"})
    assert table.get("zz", "W") is None


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("attribute_not_exists(PK)", {}),
        ("version = :v", {":v": 8}),
        ("taken = :n", {":n": 3}),
    ],
)
def test_one_false_condition_cancels_everything(
    table: Any, condition: str, values: dict[str, int]
) -> None:
    table.put({"PK": "m", "SK": "META", "version": 7, "taken": 2})
    table.put({"PK": "m", "SK": "TASK"})
    actions = [
        table.putting({"PK": "new", "SK": "1"}, "attribute_not_exists(PK)"),
        table.deleting(("m", "TASK")),
        table.putting({"PK": "m", "SK": "META", "version": 9, "taken": 9}, condition, values),
    ]
    with pytest.raises(Cancelled):
        table.transact(actions)
    assert table.get("new", "1") is None
    assert table.get("m", "TASK") is not None
    assert table.get("m", "META")["version"] == 7


def test_true_conditions_write_everything(table: Any) -> None:
    table.put({"PK": "m", "SK": "META", "version": 7, "taken": 2})
    table.put({"PK": "m", "SK": "TASK"})
    table.transact(
        [
            table.putting({"PK": "m", "SK": "META", "version": 8}, "version = :v", {":v": 7}),
            table.putting({"PK": "new", "SK": "1"}, "attribute_not_exists(PK)"),
            table.deleting(("m", "TASK")),
        ]
    )
    assert table.get("m", "META") == {"PK": "m", "SK": "META", "version": 8}
    assert table.get("new", "1") is not None
    assert table.get("m", "TASK") is None
