"""Work for processes of their own: what each does shows in what becomes of it."""

import os
import time

from trading.errors import InvalidInput
from trading.ports import Json
from workers.labour import Said


def sleep(task: Json, said: Said) -> None:
    said("asleep", 0.5, "")
    time.sleep(600)


def refuse(task: Json, said: Said) -> None:
    raise InvalidInput("It is no use.")


def die(task: Json, said: Said) -> None:
    os._exit(9)


def double(number: int, said: Said) -> int:
    said("doubling", 0.5, "half way")
    return 2 * number
