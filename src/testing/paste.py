"""Pastes lines into an interactive shell in a pseudo-terminal. Reads {"argv", "env", "cwd", "lines"} from stdin."""
import fcntl, json, os, pty, select, struct, sys, termios, time

request = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(request["cwd"])
    os.execvpe(request["argv"][0], request["argv"], request["env"])
# A wide terminal, so that line editors needn't redraw what they wrap.
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 30000, 0, 0))
os.set_blocking(terminal, False)
output = b""


def exchange(data, until, seconds=30):
    """Writes all of the data as fast as the shell takes it, and reads until the output since then has the text."""
    global output
    start, end = len(output), time.monotonic() + seconds
    while (data or until not in output[start:]) and time.monotonic() < end:
        readable, writable, _ = select.select([terminal], [terminal] if data else [], [], 1)
        try:
            if readable:
                output += os.read(terminal, 65536)
            if writable:
                data = data[os.write(terminal, data[:256]) :]
        except BlockingIOError:
            continue
        except OSError:
            return


# The marker is written so that its echo isn't one.
MARK = b"printf 'DO%sNE\\n' ''\n"
exchange(MARK, b"DONE")
for line in request["lines"]:
    exchange(line.encode() + b"\n", b"")
# Ctrl-C leaves a quote or a loop that is still open, in which the marker is only text.
done = output.count(b"DONE\r")
exchange(MARK, b"DONE\r", 3)
if output.count(b"DONE\r") == done:
    exchange(b"\x03", b"")
    exchange(b"\n" + MARK, b"DONE\r")
exchange(b"exit\n", b"exit", 1)
os.close(terminal)
os.waitpid(pid, 0)
sys.stdout.write(output.decode(errors="replace"))
