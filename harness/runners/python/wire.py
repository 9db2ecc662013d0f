"""JSON lines, one request and one answer (docs/RUNNERS.md), over the standard streams or over a socket.

The real standard output is duplicated first, and descriptor 1 then points at standard error: whatever a library prints, or a
C extension writes, cannot come between two answers.
"""
import json
import math
import os
import sys

# A longer line is a fault on both sides.
LONGEST_LINE_BYTES = 16 * 2**20


class ProtocolError(Exception):
    """A fault with a code of the harness's fault table."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class LineTooLong(ProtocolError):
    """Where the next line begins is unknown, so the conversation is over."""

    def __init__(self):
        super().__init__("internal", f"a request of more than {LONGEST_LINE_BYTES} bytes")


class Wire:
    """`read()` gives the next request, None at the end of input; `write(answer)` sends one answer."""

    def __init__(self, requests, answers):
        self.requests, self.answers = requests, answers

    def read(self):
        line = self.requests.readline(LONGEST_LINE_BYTES + 1)
        if not line:
            return None
        if len(line) > LONGEST_LINE_BYTES:
            raise LineTooLong()
        request = json.loads(line)
        if not isinstance(request, dict) or not isinstance(request.get("do"), str):
            raise ProtocolError("internal", "a request is an object with `do`")
        return request

    def write(self, answer):
        self.answers.write(line_of(answer))
        self.answers.flush()


def line_of(answer):
    """The answer as a line. JSON has no NaN and no infinity: such a number is null."""
    try:
        text = json.dumps(answer, allow_nan=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(without_nan(answer), allow_nan=False, separators=(",", ":"))
    line = text.encode() + b"\n"
    if len(line) > LONGEST_LINE_BYTES:
        raise ProtocolError("internal", f"an answer of {len(line)} bytes; a line has at most {LONGEST_LINE_BYTES}")
    return line


def without_nan(value):
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: without_nan(field) for name, field in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(item) for item in value]
    return value


def standard_wire():
    """The wire over the process's standard streams. Call it before anything else is imported that could print."""
    answers = os.fdopen(os.dup(1), "wb")
    requests = os.fdopen(os.dup(0), "rb")
    silence_standard_output()
    return Wire(requests, answers)


def socket_wire(connection):
    """The wire over a connected socket."""
    silence_standard_output()
    return Wire(connection.makefile("rb"), connection.makefile("wb"))


def silence_standard_output():
    os.dup2(2, 1)
    sys.stdout = sys.stderr
