"""DynamoDB in plain words: get, put, query, and one transaction. No scan, no filtered query."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.rows import Item, Key
from chalicelib.errors import Later

INDEX = "Due"


def _pack(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"N": str(value)} if isinstance(value, int) else {"S": value}
        for name, value in item.items()
    }


def unpack(item: Mapping[str, Any]) -> Item:
    """An item in plain values, from DynamoDB's typed ones."""
    return {name: int(value["N"]) if "N" in value else value["S"] for name, value in item.items()}


class Cancelled(Exception):
    """A transaction's conditions did not hold; nothing was written."""


class Unsure(Exception):
    """No answer came: the transaction may or may not have been written."""


class Table:
    """One table, one index, through one boto3 client."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def get(self, pk: str, sk: str) -> Item | None:
        """The item, as last written."""
        answer = self._ask("get_item", Key=_pack({"PK": pk, "SK": sk}), ConsistentRead=True)
        return unpack(answer["Item"]) if answer.get("Item") else None

    def put(self, item: Item) -> None:
        """Writes an item, over whatever was there."""
        self._ask("put_item", Item=_pack(item))

    def delete(self, pk: str, sk: str) -> None:
        """Removes an item; one that is not there is removed already."""
        self._ask("delete_item", Key=_pack({"PK": pk, "SK": sk}))

    def under(self, pk: str, prefix: str) -> Iterator[Item]:
        """All items of a partition whose sort key begins with `prefix`, in order."""
        yield from self._query(
            KeyConditionExpression="PK = :p AND begins_with(SK, :s)",
            ExpressionAttributeValues=_pack({":p": pk, ":s": prefix}),
            ConsistentRead=True,
        )

    def listed(
        self, gpk: str, *, until: str = "￿", limit: int = 100, newest: bool = False
    ) -> list[Item]:
        """Up to `limit` items of one list in the index, up to sort value `until`."""
        answer = self._ask(
            "query",
            IndexName=INDEX,
            KeyConditionExpression="GPK = :p AND GSK <= :u",
            ExpressionAttributeValues=_pack({":p": gpk, ":u": until}),
            Limit=limit,
            ScanIndexForward=not newest,
        )
        return [unpack(item) for item in answer["Items"]]

    def move(self, item: Mapping[str, Any], changes: Mapping[str, str]) -> bool:
        """Changes attributes of an item that still exists; False when it is gone."""
        sets = ", ".join(f"#{name} = :{name}" for name in changes)
        try:
            self._ask(
                "update_item",
                Key=_pack({"PK": item["PK"], "SK": item["SK"]}),
                UpdateExpression=f"SET {sets}",
                ConditionExpression="attribute_exists(PK)",
                ExpressionAttributeNames={f"#{name}": name for name in changes},
                ExpressionAttributeValues=_pack({f":{k}": v for k, v in changes.items()}),
            )
        except Cancelled:
            return False
        return True

    def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
        """All or nothing. Raises Cancelled, or Unsure when no answer came."""
        try:
            self._client.transact_write_items(TransactItems=list(actions))
        except ClientError as error:
            if error.response["Error"]["Code"] in CANCELLED:
                raise Cancelled(str(error)) from error
            raise Unsure(str(error)) from error
        except BotoCoreError as error:
            raise Unsure(str(error)) from error

    def putting(
        self, item: Item, condition: str = "", values: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """A put as part of a transaction."""
        action: dict[str, Any] = {"TableName": self._name, "Item": _pack(item)}
        if condition:
            action["ConditionExpression"] = condition
        if values:
            action["ExpressionAttributeValues"] = _pack(values)
        return {"Put": action}

    def deleting(self, key: Key) -> dict[str, Any]:
        """A delete as part of a transaction."""
        return {"Delete": {"TableName": self._name, "Key": _pack({"PK": key[0], "SK": key[1]})}}

    def _query(self, **request: Any) -> Iterator[Item]:
        while True:
            answer = self._ask("query", **request)
            yield from (unpack(item) for item in answer["Items"])
            if not answer.get("LastEvaluatedKey"):
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _ask(self, operation: str, **request: Any) -> Mapping[str, Any]:
        try:
            answer: Mapping[str, Any] = getattr(self._client, operation)(
                TableName=self._name, **request
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in CANCELLED:
                raise Cancelled(str(error)) from error
            raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error
        return answer


CANCELLED = (
    "ConditionalCheckFailedException",
    "TransactionCanceledException",
    "TransactionConflictException",
)


def later(error: Exception) -> Later:
    """A neighbour did not answer as it should; the request may be tried again."""
    return Later(
        "try_again",
        "Hệ thống đang bận. Dữ liệu của bạn chưa mất; hãy thử lại sau ít phút.",
        f"The system is busy and nothing was lost; try again soon. ({type(error).__name__})",
    )
