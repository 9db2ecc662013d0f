"""How a runner is run: `python server.py` speaks on its standard streams, `python server.py --serve SOCKET` on a socket.

The serving process has imported its framework and touched no device. Each connection forks a child in a session of its own, so a
device is only ever opened in a process that ends with its connection.
"""
import os
import select
import signal
import socket
import sys
import threading

from wire import LineTooLong, socket_wire, standard_wire

# How often the serving process looks whether the process that started it still lives.
LOOK_SECONDS = 1.0


def run(make_session, import_framework):
    """`make_session()` has `answer(request)` and `fault_of(error)`; `import_framework()` imports, and touches no device."""
    arguments = sys.argv[1:]
    if not arguments:
        converse(standard_wire(), make_session())
    elif len(arguments) == 2 and arguments[0] == "--serve":
        import_framework()
        serve(arguments[1], make_session)
    else:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} [--serve SOCKET]")


def converse(wire, session):
    """Until the input ends or `close` is answered. What fails is an answer; only a dead process gives none."""
    while True:
        try:
            request = wire.read()
            if request is None:
                return
            answer = session.answer(request)
            wire.write(answer)
            if answer.get("closed"):
                return
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            wire.write({"error": session.fault_of(error)})
            if isinstance(error, LineTooLong):
                return


def serve(path, make_session):
    parent = os.getppid()
    listener = listening(path)
    signal.signal(signal.SIGCHLD, reap)
    try:
        while os.getppid() == parent:
            try:
                connection, _ = listener.accept()
            except socket.timeout:
                continue
            connection.settimeout(None)
            if os.fork() == 0:
                listener.close()
                answer_alone(connection, make_session, f"{path}.{os.getpid()}.stderr")
            connection.close()
    finally:
        os.unlink(path)


def listening(path):
    """A socket that only this user can reach, and that has its name from the moment it can be connected to."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    unnamed = f"{path}.{os.getpid()}"
    before = os.umask(0o177)
    try:
        listener.bind(unnamed)
    finally:
        os.umask(before)
    listener.listen(8)
    listener.settimeout(LOOK_SECONDS)
    os.rename(unnamed, path)
    return listener


def reap(_signal, _frame):
    """Ended children leave no entry in the process table."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass


def answer_alone(connection, make_session, words_path):
    """The forked child: it never returns into the parent's loop. Its standard error goes to a file of its own."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        words = os.open(words_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(words, 2)
        threading.Thread(target=end_with, args=(connection.fileno(),), daemon=True).start()
        converse(socket_wire(connection), make_session())
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def end_with(descriptor):
    """Ends this process when the other end closes the socket, whatever step is under way."""
    poll = select.poll()
    poll.register(descriptor, getattr(select, "POLLRDHUP", 0))
    poll.poll()
    os._exit(0)
