"""Fill a fresh stack for trials: accounts, duties, API clients, webhook endpoints, certificates.

Running it again changes nothing that is there; duties are written as they are here.
"""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.aws.nature import SystemClock
from chalicelib.aws.records import TableRecords
from chalicelib.aws.table import Table
from chalicelib.dossier import Person
from chalicelib.ports import Endpoint
from local import people, trust
from local.clients import client
from local.places import PORTS

Outputs = Mapping[str, str]


def seed(outputs: Outputs) -> None:
    """Everything a trial needs that the template does not hold."""
    records = TableRecords(Table(client("dynamodb"), outputs["Table"]), SystemClock())
    for someone in people.PEOPLE:
        sub = _account(outputs["PoolId"], someone)
        if someone.duties:
            records.put_person(Person(sub, someone.name, someone.duties))
    for output, name, agency in people.CLIENTS:
        told = Person(outputs[output], name, ((agency, "agency"),))
        records.put_person(told, kind="CLIENT")
        records.put_endpoint(Endpoint(agency, f"{PORTS.agencies_url}/{agency}"))
    client("ses").verify_email_identity(EmailAddress=people.SENDER)
    trust.ensure(outputs)


def _account(pool: str, someone: people.Someone) -> str:
    """The account's `sub`, made if it is not there."""
    cognito = client("cognito-idp")
    found = _find(cognito, pool, someone.login)
    if found:
        return found
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=someone.login,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "name", "Value": someone.name}],
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=someone.login, Password=people.PASSWORD, Permanent=True
    )
    cognito.admin_add_user_to_group(
        UserPoolId=pool, Username=someone.login, GroupName=someone.group
    )
    return _find(cognito, pool, someone.login)


def _find(cognito: Any, pool: str, login: str) -> str:
    try:
        user = cognito.admin_get_user(UserPoolId=pool, Username=login)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise
        return ""
    attributes = {one["Name"]: str(one["Value"]) for one in user["UserAttributes"]}
    return attributes["sub"]


def client_secret(outputs: Outputs, output: str) -> str:
    """The secret of an API client, by the name of the stack's output."""
    answer = client("cognito-idp").describe_user_pool_client(
        UserPoolId=outputs["PoolId"], ClientId=outputs[output]
    )
    return str(answer["UserPoolClient"]["ClientSecret"])
