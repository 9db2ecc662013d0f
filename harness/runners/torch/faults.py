"""Which fault of the harness's table an exception is."""
from wire import ProtocolError

# What torch and the drivers write, lower case.
WORDS = (
    ("out-of-memory", ("out of memory", "can't allocate memory", "cannot allocate memory", "alloc failed")),
    ("provider-missing", ("no cuda gpus are available", "found no nvidia driver", "driver version is insufficient", "driver on your system is too old", "not compiled with", "not linked with support")),
    ("unsupported", ("not implemented for", "is not supported", "not supported on", "doesn't support", "no kernel image")),
)


def fault_of(error):
    return {"code": code_of(error), "message": message_of(error)}


def message_of(error):
    lines = str(error).strip().splitlines()
    if isinstance(error, (ProtocolError, NotImplementedError)) and lines:
        return lines[0]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def code_of(error):
    if isinstance(error, ProtocolError):
        return error.code
    if isinstance(error, MemoryError):
        return "out-of-memory"
    text = str(error).lower()
    for code, words in WORDS:
        if any(word in text for word in words):
            return code
    if isinstance(error, NotImplementedError):
        return "unsupported"
    return "provider-missing" if isinstance(error, ImportError) else "internal"
