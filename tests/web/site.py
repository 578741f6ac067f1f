"""The whole site on a world in memory, and a small browser without scripts to walk it with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from chalice import Chalice

from chalicelib import web
from chalicelib.dossier import Person
from chalicelib.errors import Forbidden
from tests.worlds.memory import Play

STAGE = "/live"
"""What API Gateway writes before a path, behind a public address that has none of it."""


@dataclass(frozen=True)
class Vouched:
    """Claims of an ID token."""

    sub: str
    name: str
    email: str
    nonce: str


@dataclass
class PaperIssuer:
    """An issuer whose code is the name of whoever wants in."""

    asked: dict[str, str] = field(default_factory=dict)

    def authorize_url(self, *, state: str, nonce: str, verifier: str, back: str) -> str:
        self.asked = {"state": state, "nonce": nonce, "verifier": verifier, "back": back}
        return "https://login.example/authorize?" + urlencode(self.asked)

    def exchange(self, *, code: str, verifier: str, back: str) -> Vouched:
        if (verifier, back) != (self.asked["verifier"], self.asked["back"]):
            raise Forbidden("bad_token", "Mã không hợp lệ.", "Bad code.")
        return Vouched(code, f"Người {code}", f"{code}@motcua.example", self.asked["nonce"])

    def verify(self, bearer: str) -> str:
        if not bearer.startswith("good-"):
            raise Forbidden("bad_token", "Token hỏng.", "Bad token.")
        return bearer.removeprefix("good-")

    def logout_url(self, back: str) -> str:
        return "https://login.example/logout?" + urlencode({"logout_uri": back})


@dataclass
class Answer:
    """What came back, the way a browser has it."""

    status: int
    headers: dict[str, list[str]]
    body: str

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), [""])[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Site:
    """The app with every blueprint, called with the events that API Gateway sends."""

    def __init__(self, play: Play | None = None) -> None:
        self.play = play or Play()
        self.issuer = PaperIssuer()
        self.app = Chalice(app_name="site")
        for one in web.blueprints(lambda: self.play.world, lambda: self.issuer):
            self.app.register_blueprint(one)

    def add(self, *people: Person) -> None:
        """Gives people their duties."""
        for one in people:
            self.play.records.put_person(one)

    def call(
        self,
        method: str,
        target: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: str = "",
    ) -> Answer:
        """One request; the resource is found as API Gateway finds it, fixed parts first."""
        parts = urlsplit(target)
        resource, params = self._resource(parts.path, method)
        query = parse_qs(parts.query)
        event = {
            "requestContext": {
                "httpMethod": method,
                "resourcePath": resource,
                "path": STAGE + parts.path,
                "requestId": "req-1",
                "identity": {"sourceIp": "203.0.113.7"},
            },
            "headers": {"host": "motcua.example", **(headers or {})},
            "multiValueHeaders": {},
            "pathParameters": params,
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "body": body,
            "isBase64Encoded": False,
            "stageVariables": None,
        }
        given = self.app(event, None)
        return Answer(given["statusCode"], _headers(given), given["body"])

    def _resource(self, path: str, method: str) -> tuple[str, dict[str, str]]:
        found = [
            (sum(part.startswith("{") for part in route.split("/")), route, params)
            for route, methods in self.app.routes.items()
            if method in methods and (params := _match(route, path)) is not None
        ]
        if not found:
            raise LookupError(f"API Gateway knows no {method} {path}")
        _, route, params = min(found, key=lambda one: one[0])
        return route, params


def _match(route: str, path: str) -> dict[str, str] | None:
    wanted, given = route.split("/"), path.split("/")
    if len(wanted) != len(given):
        return None
    params = {}
    for want, have in zip(wanted, given, strict=True):
        if want.startswith("{"):
            params[want.strip("{}")] = have
        elif want != have:
            return None
    return params


def _headers(given: Mapping[str, Any]) -> dict[str, list[str]]:
    one = {name.lower(): [value] for name, value in given["headers"].items()}
    many = {name.lower(): values for name, values in given.get("multiValueHeaders", {}).items()}
    return {**one, **many}


@dataclass
class PostForm:
    """A form as it stands in a page: where it goes and what it would send."""

    action: str
    method: str
    fields: dict[str, str]
    buttons: list[tuple[str, str]]


class _Reader(HTMLParser):
    """Collects forms, links and images of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PostForm] = []
        self.links: list[str] = []
        self.images: list[str] = []
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PostForm(at.get("action", ""), at.get("method", "get"), {}, []))
        elif tag == "a":
            self.links.append(at.get("href", ""))
        elif tag in ("img", "image"):
            self.images.append(at.get("src") or at.get("href", ""))
        elif self.forms:
            self._field(tag, at)

    def _field(self, tag: str, at: dict[str, str]) -> None:
        fields, name = self.forms[-1].fields, at.get("name", "")
        kind = at.get("type", "text")
        if tag == "button" and kind != "button":
            self.forms[-1].buttons.append((name, at.get("value", "")))
        elif tag == "textarea":
            self._area = name
            fields[name] = ""
        elif tag == "select":
            self._select = name
            fields[name] = ""
        elif tag == "option":
            if self._select and ("selected" in at or not fields[self._select]):
                fields[self._select] = at.get("value", "\0")
        elif tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in at):
            fields[name] = at.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data
        elif self._select and self.forms[-1].fields.get(self._select) == "\0":
            self.forms[-1].fields[self._select] = data


class Browser:
    """A browser without scripts: cookies, redirects, forms."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.answer = Answer(0, {}, "")
        self.path = "/"

    @property
    def text(self) -> str:
        return self.answer.body

    @property
    def page(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.answer.body)
        return reader

    def open(self, path: str) -> "Browser":
        """Opens a page of the site and follows where it leads, as far as the site reaches."""
        return self._send("GET", path)

    def sign_in(self, name: str, to: str = "") -> "Browser":
        """Signs in as `name`: the code the issuer gives is the name itself."""
        self._send("GET", f"/dang-nhap?ve={to}")
        asked = self.site.issuer.asked
        return self._send("GET", f"/signed-in?code={name}&state={asked['state']}")

    def form(self, ends: str = "") -> PostForm:
        """The form of this page whose action ends so, the page's own and not the sign-out."""
        for one in self.page.forms:
            if one.method == "post" and one.action.endswith(ends) and "dang-xuat" not in one.action:
                return one
        raise LookupError(f"no form to {ends!r} on {self.path}")

    def send(self, ends: str = "", press: str = "", **given: str) -> "Browser":
        """Fills the form in and presses the button with the value `press`."""
        form = self.form(ends)
        fields = {**form.fields, **given}
        if press:
            fields["do"] = press
        return self.post(form.action, fields)

    def post(self, action: str, fields: Mapping[str, str], **headers: str) -> "Browser":
        body = urlencode(fields)
        return self._send("POST", action, body, headers)

    def _send(
        self, method: str, path: str, body: str = "", more: Mapping[str, str] | None = None
    ) -> "Browser":
        headers = {"accept": "text/html", "cookie": self._cookie(), **(more or {})}
        if method == "POST":
            headers["content-type"] = "application/x-www-form-urlencoded"
            headers.setdefault("sec-fetch-site", "same-origin")
        path = path.split("#")[0]
        self.answer = self.site.call(method, path, headers=headers, body=body)
        self.path = path
        self._keep(self.answer.headers.get("set-cookie", []))
        where = self.answer.header("location")
        if self.answer.status == 303 and where.startswith("/"):
            return self._send("GET", where)
        return self

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            name, _, rest = line.partition("=")
            value = rest.split(";")[0]
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
