"""Holds one thread of a process, by its name, until the process ends: a loop that is stuck while all
else goes on. For the systemd scenario; needs root.

usage: hold-thread.py PID NAME
"""

import ctypes
import os
import pathlib
import sys

SEIZE, INTERRUPT, ALL = 0x4206, 0x4207, 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

process, name = int(sys.argv[1]), sys.argv[2]
threads = [
    int(task.name)
    for task in pathlib.Path(f"/proc/{process}/task").iterdir()
    if (task / "comm").read_text().strip() == name
]
if len(threads) != 1:
    sys.exit(f"{len(threads)} threads of the name {name}")
for request in (SEIZE, INTERRUPT):
    if libc.ptrace(request, threads[0], None, None) != 0:
        sys.exit(os.strerror(ctypes.get_errno()))
while True:
    # The stop first, the end last.
    ended, status = os.waitpid(threads[0], ALL)
    if os.WIFEXITED(status) or os.WIFSIGNALED(status):
        break
