"""Opaque global ids: the base64 of "Type:id". Clients compare them and give them back, nothing else."""

import base64
import binascii

from trading.errors import NotFound

TEXT_MAX = 200
URLSAFE = bytes.maketrans(b"+/", b"-_")


def encode(type_name: str, raw: str) -> str:
    """Return the global id of an object."""
    return binascii.b2a_base64(f"{type_name}:{raw}".encode(), newline=False).translate(URLSAFE).decode()


def split(global_id: str) -> tuple[str, str]:
    """Return (type, raw id). Raise NotFound for a text that is no id of ours."""
    try:
        if len(global_id) > TEXT_MAX:
            raise ValueError
        type_name, colon, raw = (
            base64.b64decode(global_id.encode(), altchars=b"-_", validate=True).decode().partition(":")
        )
    except (ValueError, binascii.Error):
        type_name, colon, raw = "", "", ""
    if not (type_name and colon and raw) or encode(type_name, raw) != global_id or "\0" in raw:
        raise NotFound("There is no such object.", global_id)
    return type_name, raw


def decode(type_name: str, global_id: str) -> str:
    """Return the raw id behind a global id of this type. Raise NotFound for any other text."""
    found, raw = split(global_id)
    if found != type_name:
        raise NotFound("There is no such object.", global_id)
    return raw
