"""A person at a browser without JavaScript: follows links, fills forms in, keeps cookies.

Only what a page really offers can be done: a form that is not there cannot be sent.
"""

import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

SECONDS = 60


class NotOffered(AssertionError):
    """The page does not have what the visitor wanted; the message shows what it does have."""


@dataclass
class Form:
    """One form of a page: where it goes and what it already holds."""

    action: str
    method: str = "get"
    kind: str = "application/x-www-form-urlencoded"
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Page:
    """What a visitor sees: the address, the status, the text, the forms and the links."""

    url: str
    status: int
    html: str
    text: str
    forms: list[Form]
    links: list[tuple[str, str]]

    def form(self, *, action: str = "", has: str = "") -> Form:
        """The first form whose action contains `action` and that has a field or button `has`."""
        for form in self.forms:
            names = form.names | {name for name, _value in form.buttons}
            if action in form.action and (not has or has in names):
                return form
        seen = [(form.action, sorted(form.names)) for form in self.forms]
        raise NotOffered(f"{self.url} ({self.status}) has no such form; it has {seen}\n{self.text}")

    def link(self, part: str) -> str:
        """The first link whose address or words contain `part`."""
        for href, words in self.links:
            if part in href or part in words:
                return urljoin(self.url, href)
        raise NotOffered(f"{self.url} ({self.status}) has no link {part!r}: {self.links}")


class Visitor:
    """One browser with its own cookies."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Page:
        """Opens an address, following redirects."""
        return self._open(urllib.request.Request(urljoin(self.base, path)))  # noqa: S310

    def send(
        self, page: Page, form: Form, given: Mapping[str, str] | None = None, press: str = ""
    ) -> Page:
        """Fills `given` into the form and sends it, pressing the button ``name=value`` if named."""
        filled = {**form.fields, **(given or {})}
        if press:
            name, _, value = press.partition("=")
            filled[name] = value
        unknown = set(given or {}) - form.names
        if unknown:
            raise NotOffered(f"{page.url}: the form has no {sorted(unknown)}, only {form.names}")
        url = urljoin(page.url, form.action)
        if form.method == "get":
            return self.get(f"{url}?{urlencode(filled)}")
        return self._open(
            urllib.request.Request(url, urlencode(filled).encode(), self._from(page))  # noqa: S310
        )

    def upload(self, page: Page, form: Form, name: str, data: bytes) -> Page:
        """Sends a file with the form, as a browser does: fields first, then the file."""
        edge = secrets.token_hex(16)
        parts = [_part(edge, key, value.encode()) for key, value in form.fields.items()]
        parts.append(_part(edge, "file", data, name))
        body = b"".join([*parts, f"--{edge}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        url = urljoin(page.url, form.action)
        return self._open(
            urllib.request.Request(url, body, {**self._from(page), **kind})  # noqa: S310
        )

    def fetch(self, url: str) -> bytes:
        """The bytes behind a link."""
        request = urllib.request.Request(urljoin(self.base, url))  # noqa: S310
        with self._opener.open(request, timeout=SECONDS) as answer:
            data: bytes = answer.read()
        return data

    def sign_in(self, login: str, password: str) -> Page:
        """Goes through the hosted sign-in page."""
        page = self.get("/dang-nhap")
        form = page.form(has="password")
        return self.send(page, form, {"username": login, "password": password})

    def _from(self, page: Page) -> dict[str, str]:
        scheme, _, rest = page.url.partition("://")
        return {"Origin": f"{scheme}://{rest.partition('/')[0]}"}

    def _open(self, request: urllib.request.Request) -> Page:
        request.add_header("Accept", "text/html")
        try:
            answer = self._opener.open(request, timeout=SECONDS)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            html = answer.read().decode("utf-8", "replace")
            return read(answer.geturl(), answer.status or 0, html)


def _part(edge: str, name: str, value: bytes, file: str = "") -> bytes:
    extra = f'; filename="{file}"\r\nContent-Type: application/octet-stream' if file else ""
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'
    return head.encode() + value + b"\r\n"


def read(url: str, status: int, html: str) -> Page:
    """A page from its HTML."""
    parser = _Parser()
    parser.feed(html)
    text = " ".join(" ".join(parser.words).split())
    return Page(url, status, html, text, parser.forms, parser.links)


class _Parser(HTMLParser):
    """Forms with their fields, links with their words, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._name = ""
        self._quiet = False
        self._href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        handle = getattr(self, "_form_" if tag == "form" else f"_{tag}", None)
        if callable(handle):
            handle(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in ("script", "style"):
            self._quiet = False
        elif tag == "a":
            self._href = None
        elif tag in ("textarea", "select"):
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._quiet:
            return
        self.words.append(data)
        if self._href is not None:
            href, words = self.links[-1]
            self.links[-1] = href, f"{words}{data}"
        if self._form and self._name and self._name not in self._form.choices:
            self._form.fields[self._name] = self._form.fields.get(self._name, "") + data

    def _form_(self, given: dict[str, str]) -> None:
        self._form = Form(
            given.get("action", ""),
            given.get("method", "get").lower(),
            given.get("enctype", "application/x-www-form-urlencoded"),
        )
        self.forms.append(self._form)

    def _a(self, given: dict[str, str]) -> None:
        self._href = given.get("href", "")
        self.links.append((self._href, ""))

    def _script(self, _given: dict[str, str]) -> None:
        self._quiet = True

    _style = _script

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not self._form or not name:
            return
        if kind == "submit":
            self._form.buttons.append((name, given.get("value", "")))
            return
        self._form.names.add(name)
        if kind == "radio":
            self._form.choices.setdefault(name, []).append(given.get("value", ""))
        if kind in ("file",) or (kind in ("radio", "checkbox") and "checked" not in given):
            return
        self._form.fields[name] = given.get("value", "")

    def _button(self, given: dict[str, str]) -> None:
        if self._form and given.get("name"):
            self._form.buttons.append((given["name"], given.get("value", "")))

    def _textarea(self, given: dict[str, str]) -> None:
        self._named(given.get("name", ""))

    def _select(self, given: dict[str, str]) -> None:
        self._named(given.get("name", ""))
        if self._form:
            self._form.choices[self._name] = []

    def _named(self, name: str) -> None:
        self._name = name
        if self._form and name:
            self._form.names.add(name)
            self._form.fields[name] = ""

    def _option(self, given: dict[str, str]) -> None:
        if not self._form or self._name not in self._form.choices:
            return
        self._form.choices[self._name].append(given.get("value", ""))
        if "selected" in given or len(self._form.choices[self._name]) == 1:
            self._form.fields[self._name] = given.get("value", "")
