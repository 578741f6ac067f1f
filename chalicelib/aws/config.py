"""Configuration, read once, at the edge. Every setting is listed in the README."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """What a function needs to know of its surroundings; see the template's parameters."""

    table: str
    bucket: str
    dossier_machine: str
    reading_machine: str
    printer: str
    pool_client: str
    login_url: str
    issuer: str
    keys_url: str
    public_url: str
    signing_key: str
    webhook_secret: str
    webhook_hosts: tuple[str, ...]
    mail_from: str
    fonts: str
    ocr_engine: str


def read_config(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration of this process. A missing setting is empty: only its user will fail."""
    hosts = tuple(host for host in env.get("WEBHOOK_HOSTS", "").split(",") if host)
    return Config(
        table=env.get("TABLE", ""),
        bucket=env.get("BUCKET", ""),
        dossier_machine=env.get("DOSSIER_MACHINE", ""),
        reading_machine=env.get("READING_MACHINE", ""),
        printer=env.get("PRINTER", ""),
        pool_client=env.get("POOL_CLIENT", ""),
        login_url=env.get("POOL_DOMAIN", "").rstrip("/"),
        issuer=env.get("ISSUER", ""),
        keys_url=env.get("KEYS_URL", ""),
        public_url=env.get("PUBLIC_URL", "").rstrip("/"),
        signing_key=env.get("SIGNING_KEY", ""),
        webhook_secret=env.get("WEBHOOK_SECRET", ""),
        webhook_hosts=hosts,
        mail_from=env.get("MAIL_FROM", ""),
        fonts=env.get("FONTS", ""),
        ocr_engine=env.get("OCR_ENGINE", "") or "pytesseract",
    )
