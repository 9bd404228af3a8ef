"""A bucket of Amazon S3, or of a service that speaks as it does."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from khuyencong.publishing.errors import SITE_STANDS, ConnectionLostError, PublishingError
from khuyencong.publishing.host import Sent
from khuyencong.publishing.http_policy import cache_control, media_type
from khuyencong.publishing.secrets import find_secret
from khuyencong.publishing.target_settings import ChosenTarget

_TOGETHER = 8
LONGEST_KEY = 1024
"""Bytes of UTF-8 (Amazon S3, "Object key naming guidelines")."""
_BATCH = 1_000
"""Keys that one request may delete."""
_MISSING = {"NoSuchKey", "404"}
_DENIED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403"}


class S3Host:
    """Objects below a prefix of a bucket. What is put appears whole or not at all."""

    def __init__(self, target: ChosenTarget) -> None:
        self.root = f"s3://{target.address.netloc}{target.folder}"
        self._bucket = target.address.netloc
        self._prefix = f"{target.folder.strip('/')}/".lstrip("/")
        self.longest_path: float = LONGEST_KEY - len(self._prefix.encode())
        self._s3: Any = boto3.client(
            "s3",
            endpoint_url=target.settings.endpoint or None,
            region_name=target.settings.region or None,
            aws_access_key_id=find_secret(target.name, "access_key"),
            aws_secret_access_key=find_secret(target.name, "secret_key"),
            config=Config(retries={"total_max_attempts": 1}, connect_timeout=20),
        )

    def read(self, path: str) -> bytes | None:
        with _translated_errors(path):
            try:
                found = self._s3.get_object(Bucket=self._bucket, Key=self._key(path))
            except ClientError as error:
                if _code(error) in _MISSING:
                    return None
                raise
            data: bytes = found["Body"].read()
            return data

    def write(self, path: str, data: bytes) -> None:
        with _translated_errors(path):
            self._s3.put_object(
                Bucket=self._bucket, Key=self._key(path), Body=data, CacheControl="no-store"
            )

    def make_folder(self, folder: str) -> bool:
        """An object that ends in a slash; written only where there is none (RFC 9110, 13.1.2)."""
        with _translated_errors(folder):
            key = f"{self._key(folder)}/"
            try:
                self._s3.put_object(Bucket=self._bucket, Key=key, Body=b"", IfNoneMatch="*")
            except ClientError as error:
                if _code(error) in {"PreconditionFailed", "ConditionalRequestConflict", "412"}:
                    return False
                raise
            return True

    def names(self, folder: str) -> list[str]:
        prefix = f"{self._key(folder)}/" if folder else self._prefix
        with _translated_errors(folder):
            pages = self._s3.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=prefix, Delimiter="/"
            )
            keys: list[str] = []
            for page in pages:
                keys += [found["Key"] for found in page.get("Contents", ())]
                keys += [found["Prefix"] for found in page.get("CommonPrefixes", ())]
        return [name for key in keys if (name := key.removeprefix(prefix).rstrip("/"))]

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        with ThreadPoolExecutor(_TOGETHER) as threads:
            tuple(threads.map(partial(self._put, sent), files.items()))

    def _put(self, sent: Sent, pair: tuple[str, Path]) -> None:
        path, file = pair
        with _translated_errors(path):
            self._s3.upload_file(
                str(file),
                self._bucket,
                self._key(path),
                ExtraArgs={"ContentType": media_type(path), "CacheControl": cache_control(path)},
                Callback=sent,
                Config=TransferConfig(use_threads=False),
            )

    def remove(self, paths: Iterable[str]) -> None:
        self._delete([self._key(path) for path in paths])

    def remove_folder(self, folder: str) -> None:
        keys = [f"{self._key(folder)}/{name}" for name in self.names(folder)]
        self._delete([*keys, f"{self._key(folder)}/"])

    def _delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            objects = [{"Key": key} for key in keys[start : start + _BATCH]]
            with _translated_errors(keys[start]):
                self._s3.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True}
                )

    def reconnect(self) -> None:
        """Each request has a line of its own."""

    def close(self) -> None:
        self._s3.close()

    def _key(self, path: str) -> str:
        return f"{self._prefix}{path}"


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def _translated_errors(path: str) -> Iterator[None]:
    """Errors of the line and the service as sentences."""
    try:
        yield
    except NoCredentialsError as error:
        raise PublishingError(
            "Chưa có khóa truy cập kho S3. Cất vào kho khóa của máy: python -m keyring set "
            "khuyencong TÊN/access_key và TÊN/secret_key, với TÊN là tên nơi đăng."
        ) from error
    except ClientError as error:
        raise _refused(_code(error), path) from error
    except (BotoCoreError, Boto3Error, OSError) as error:
        raise ConnectionLostError(
            f"Không nối được kho S3 ({error}). {SITE_STANDS} Kiểm tra mạng và `endpoint` rồi chạy "
            "lại, chương trình gửi tiếp phần còn thiếu."
        ) from error


def _refused(code: str, path: str) -> PublishingError:
    if code in _DENIED:
        return PublishingError(
            f"Kho S3 không cho vào hoặc không cho ghi ({code}). Kiểm tra khóa truy cập và quyền."
        )
    if code == "NoSuchBucket":
        return PublishingError("Không có kho (bucket) tên như trong `address`. Tạo kho trước.")
    if code in ("KeyTooLongError", "KeyTooLong"):
        return PublishingError(
            f"Kho S3 không nhận tên tệp dài như “{path}”. Rút ngắn địa chỉ của bài. {SITE_STANDS}"
        )
    if code == "EntityTooLarge":
        return PublishingError(
            f"Kho S3 không nhận tệp lớn như “{path}”. Đưa video lên kênh video rồi nhúng vào bài. "
            f"{SITE_STANDS}"
        )
    return PublishingError(f"Kho S3 từ chối “{path}” ({code}). {SITE_STANDS}")
