"""What processes take: CPU time (user and system), wall time and peak memory."""

import os
import platform
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A process that did not end well."""


@dataclass
class Cost:
    """What a process took."""

    cpu: float
    wall: float
    memory: float
    """Peak, in gigabytes."""

    def less(self, start):
        """Without what it takes to start."""
        return Cost(self.cpu - start.cpu, self.wall - start.wall, self.memory)


def once(command, into=os.devnull):
    with open(into, "wb") as out:
        began = time.monotonic()
        child = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}: ended with {child.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e9)


def in_turns(commands, times, into=lambda name: os.devnull):
    """The median cost of each command. They take turns: what else the machine does falls on all of them."""
    costs = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            costs[name].append(once(command, into(name)))
    return {name: median(each) for name, each in costs.items()}


def median(costs):
    middle = lambda of: statistics.median(of(cost) for cost in costs)
    return Cost(middle(lambda c: c.cpu), middle(lambda c: c.wall), max(c.memory for c in costs))


def machine():
    return f"{platform.machine()}, {os.cpu_count()} cores, {processor()}"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"
