"""Tries, from within the service's sandbox, what must fail there and what must work. For the systemd
scenario. Prints a line for each: holds or fails, and the claim."""

import ctypes
import os
import socket
import sys

KEYCTL = 250 if os.uname().machine == "x86_64" else 219
LIBC = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if getattr(LIBC, function)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), function)


def write(path):
    with open(path, "w", encoding="ascii") as file:
        file.write("x")
    os.unlink(path)


def executable_memory():
    LIBC.mmap.restype = ctypes.c_void_p
    LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    # PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS
    if LIBC.mmap(None, 4096, 7, 0x22, -1, 0) == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")


def look(path):
    if not os.listdir(path):
        raise OSError(0, "empty")


FORBIDDEN = {
    "nothing is written to /etc": lambda: write("/etc/marsad-was-here"),
    "nothing is written to /usr": lambda: write("/usr/local/marsad-was-here"),
    "nothing is written to its own configuration": lambda: write("/etc/marsad-probe/was-here"),
    "nothing is written to /var beside its own": lambda: write("/var/lib/marsad-was-here"),
    "home folders are hidden": lambda: look("/root"),
    "other processes are hidden": lambda: os.listdir("/proc/1"),
    "the kernel's settings are hidden": lambda: open("/proc/sys/kernel/hostname", "r+b"),
    "there are no disks": lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(8, 0)),
    "there are no raw sockets": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    "there are no packet sockets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0),
    "there are no netlink sockets": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
    "memory cannot be made executable": executable_memory,
    "no namespace is made": lambda: call("unshare", 0x10000000),
    "nothing is traced": lambda: call("ptrace", 0, 0, 0, 0),
    "no file changes its owner": lambda: os.chown("/tmp", 0, 0),
    "nobody becomes another user": lambda: os.setuid(0),
    "no key is asked for": lambda: call("syscall", KEYCTL, 0, -3, 0),
    "io_uring is closed": lambda: call("syscall", 425, 1, 0),
    "nothing is mounted": lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
    "the clock is not set": lambda: __import__("time").clock_settime(0, 0),
    "no realtime priority is had": lambda: os.sched_setscheduler(
        0, os.SCHED_FIFO, os.sched_param(1)
    ),
    "no set-user-ID file is made": lambda: os.chmod("/tmp", 0o4777),
}
ALLOWED = {
    "the state can be written": lambda: write("/var/lib/marsad-probe/x"),
    "the log can be written": lambda: write("/var/log/marsad-probe/x"),
    "the web can be spoken to": lambda: socket.create_connection(("127.0.0.1", 8450), 5).close(),
    "names can be looked up": lambda: socket.getaddrinfo("localhost", 80),
}


def works(attempt):
    try:
        attempt()
    except OSError as error:
        print(f"# {error}")
        return False
    return True


for claim, attempt in FORBIDDEN.items():
    print("fails" if works(attempt) else "holds", claim)
for claim, attempt in ALLOWED.items():
    print("holds" if works(attempt) else "fails", claim)
print("tried all")
sys.stdout.flush()
