"""Which fault of the harness's table an exception is (docs/RUNNERS.md, Faults)."""
from wire import ProtocolError


def fault_of(error, meanings):
    """`meanings`: (code, words that a framework and its drivers write, lower case); the first row that fits counts."""
    return {"code": code_of(error, meanings), "message": message_of(error)}


def message_of(error):
    """Its first line, behind its class where that tells something."""
    lines = str(error).strip().splitlines()
    if isinstance(error, (ProtocolError, NotImplementedError)) and lines:
        return lines[0]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def code_of(error, meanings):
    if isinstance(error, ProtocolError):
        return error.code
    if isinstance(error, MemoryError):
        return "out-of-memory"
    text = str(error).lower()
    for code, words in meanings:
        if any(word in text for word in words):
            return code
    if isinstance(error, NotImplementedError):
        return "unsupported"
    return "provider-missing" if isinstance(error, ImportError) else "internal"
