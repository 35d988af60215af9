"""Proves that frames are taken apart as RFC 6455 says, however they are cut, and that whatever breaks it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from api.frames import BINARY, CLOSE, PING, PONG, TEXT, Broken, Frames, echo, farewell, head

KEY = b"\x01\x02\x03\x04"
SAID = st.lists(
    st.one_of(
        st.tuples(st.just(TEXT), st.text(max_size=300).map(str.encode), st.integers(1, 4)),
        st.tuples(st.just(BINARY), st.binary(max_size=70_000), st.integers(1, 4)),
        st.tuples(st.sampled_from([PING, PONG]), st.binary(max_size=125), st.just(1)),
    ),
    max_size=5,
)


def sent(kind: int, body: bytes, pieces: int = 1) -> list[bytes]:
    """A message as the client library would send it, in so many frames."""
    size = max(1, -(-len(body) // pieces))
    parts = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
    return [
        Frame(Opcode(kind if not number else 0), part, fin=number == len(parts) - 1).serialize(mask=True)
        for number, part in enumerate(parts)
    ]


@given(SAID, st.lists(st.integers(1, 2000), max_size=50))
def test_what_was_sent_is_heard_whatever_the_network_makes_of_it(
    messages: list[tuple[int, bytes, int]], cuts: list[int]
) -> None:
    stream = b"".join(frame for message in messages for frame in sent(*message))
    frames, heard, at = Frames(100_000), [], 0
    for size in [*cuts, len(stream)]:
        heard += frames.feed(stream[at : at + size])
        at += size
    assert heard == [(kind, body) for kind, body, _ in messages]
    assert (frames.rest, frames.parts) == (b"", b"")


def test_a_ping_may_come_between_the_frames_of_a_message() -> None:
    first, second = sent(TEXT, b"abcd", 2)
    [ping] = sent(PING, b"!")
    assert Frames(100).feed(first + ping + second) == [(PING, b"!"), (TEXT, b"abcd")]


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (head(2) + b"hi", 1002),
        (b"\xc1\x80" + KEY, 1002),
        (b"\x83\x80" + KEY, 1002),
        (b"\x09\x80" + KEY, 1002),
        (b"\x89\xfe\x00\x7e" + KEY, 1002),
        (b"\x80\x80" + KEY, 1002),
        (sent(TEXT, b"abcd", 2)[0] + sent(TEXT, b"x")[0], 1002),
        (b"\x81\xfe\x03\xe9", 1009),
        (b"\x81\xff" + bytes([255] * 8), 1009),
        (b"".join(sent(TEXT, b"x" * 1001, 2)), 1009),
    ],
    ids=["unmasked", "reserved", "opcode", "part-ping", "long-ping", "stray", "nested", "large", "huge", "large-sum"],
)
def test_what_breaks_the_protocol_is_refused_before_it_is_kept(stream: bytes, code: int) -> None:
    frames = Frames(1000)
    with pytest.raises(Broken) as broken:
        frames.feed(stream)
    assert broken.value.code == code
    assert len(frames.rest) + len(frames.parts) <= 1000


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_what_we_say_is_understood_by_the_client_library(size: int) -> None:
    client = ClientProtocol(parse_uri("ws://localhost"))
    client.state = client.state.OPEN
    client.parser = client.parse()
    next(client.parser)
    client.receive_data(head(size) + b"x" * size + farewell(1013, "é" * 100))
    text, close = client.events_received()
    assert isinstance(text, Frame)
    assert (text.opcode, len(text.data)) == (Opcode.TEXT, size)
    assert isinstance(close, Frame)
    assert client.close_rcvd is not None
    assert client.close_rcvd.code == 1013


def test_a_goodbye_is_answered_and_a_malformed_one_refused() -> None:
    assert echo(b"") == head(0, CLOSE)
    assert echo(b"\x03\xe8bye") == farewell(1000, "")
    for body in (b"\x03", b"\x03\xed", b"\x03\xe8\xff"):
        with pytest.raises(Broken):
            echo(body)
