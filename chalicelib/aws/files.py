"""The bucket as `ports.Files`."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.table import later
from chalicelib.errors import Missing
from chalicelib.ports import Upload

FORM_SECONDS = 900
LINK_SECONDS = 60


class BucketFiles:
    """`Files` on S3. Uploads go straight to the bucket, bytes never pass through an API."""

    def __init__(self, client: Any, bucket: str, public_url: str) -> None:
        self._client = client
        self._bucket = bucket
        self._public_url = public_url

    def upload_form(self, key: str, max_bytes: int) -> Upload:
        """A presigned POST for exactly this key, at most `max_bytes`, good for 15 minutes.

        An empty file is let in: we answer it with advice in our page, where the bucket would answer
        with its own XML.
        """
        dossier = key.split("/")[1]
        back = f"{self._public_url}/ho-so/{dossier}/giay-to"
        fixed = {"success_action_redirect": back}
        form = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields=fixed,
            Conditions=[["content-length-range", 0, max_bytes], fixed],
            ExpiresIn=FORM_SECONDS,
        )
        return Upload(form["url"], form["fields"], max_bytes)

    def version(self, key: str) -> str:
        """The version id of the object at `key`, ``null`` in a bucket without versions."""
        try:
            answer = self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound"):
                return ""
            raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error
        return str(answer.get("VersionId", "null"))

    def get(self, key: str, version: str = "") -> bytes:
        """The object's bytes; of one version when given."""
        which = {"VersionId": version} if version and version != "null" else {}
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key, **which)
            data: bytes = answer["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchVersion", "404"):
                raise Missing("no_such_file", "Không tìm thấy tệp.", "No such file.") from error
            raise later(error) from error
        except BotoCoreError as error:
            raise later(error) from error
        return data

    def put(self, key: str, data: bytes, kind: str) -> None:
        """Writes an object; the same key and bytes twice is the same object."""
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=kind)
        except (ClientError, BotoCoreError) as error:
            raise later(error) from error

    def link(self, key: str, name: str = "") -> str:
        """A GET link good for a minute."""
        extra = {"ResponseContentDisposition": f'attachment; filename="{name}"'} if name else {}
        url: str = self._client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, **extra},
            ExpiresIn=LINK_SECONDS,
        )
        return url
