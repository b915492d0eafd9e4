"""A worker: short jobs, long jobs and the queue each have a thread; the first thread keeps the worker's name alive."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog
from django.db import close_old_connections, connections

from .. import lists
from . import periodic, queue, workers

LOOK_SECONDS = 1.0
PAUSE_AFTER_FAULT = 5.0
# Less than the supervisor's patience: what is not finished by then is given back and done again later.
GRACE_SECONDS = 8.0
log = structlog.get_logger(__name__)


def run_once() -> tuple[dict[str, bool], int]:
    """One round in this thread: jobs that were due (name → went well), then how many tasks the queue held."""
    name = workers.new_name()
    workers.beat(name)
    try:
        workers.give_back()
        jobs = lists.jobs()
        periodic.make_rows(jobs)
        done = periodic.run_due(jobs, name)
        count = 0
        while queue.run_next(name):
            count += 1
    finally:
        workers.leave(name)
    return done, count


def run_until(stop: threading.Event, queue_threads: int = 1) -> bool:
    """Work until told to stop; True when everything begun was finished, False when something was given back."""
    name = workers.new_name()
    jobs = lists.jobs()
    lanes = [_Lane("jobs", stop, lambda: _jobs_lane(name, is_long=False))]
    lanes += [_Lane("long-jobs", stop, lambda: _jobs_lane(name, is_long=True))]
    lanes += [_Lane(f"queue-{n}", stop, lambda: queue.run_next(name)) for n in range(queue_threads)]
    log.info("worker started", worker=name, jobs=len(jobs))
    _keep(name, stop, lanes)
    ends = time.monotonic() + GRACE_SECONDS
    for lane in lanes:
        if lane.ident is not None:
            lane.join(max(0.0, ends - time.monotonic()))
    is_clean = not any(lane.is_alive() for lane in lanes)
    _calmly(lambda: workers.leave(name))
    connections.close_all()
    log.info("worker stopped", worker=name, is_clean=is_clean)
    return is_clean


def _keep(name: str, stop: threading.Event, lanes: list[_Lane]) -> None:
    """Say again and again that this worker lives, and look after those who do not; start the lanes once it is said."""
    while not stop.is_set():
        is_heard = _calmly(lambda: _say_alive(name))
        for lane in lanes:
            if is_heard and lane.ident is None:
                lane.start()
        stop.wait(workers.BEAT_SECONDS if is_heard else PAUSE_AFTER_FAULT)


def _say_alive(name: str) -> None:
    workers.beat(name)
    workers.give_back()
    periodic.make_rows(lists.jobs())


def _jobs_lane(name: str, *, is_long: bool) -> bool:
    jobs = [job for job in lists.jobs() if job.is_long == is_long]
    for job in periodic.due(jobs):
        if periodic.take(job, name):
            periodic.do(job, name)
    return False


class _Lane(threading.Thread):
    """Does `step` again at once while it gives True, else after a moment; a fault of the database is waited out."""

    def __init__(self, name: str, stop: threading.Event, step: Callable[[], bool]) -> None:
        super().__init__(name=name, daemon=True)
        self.stop, self.step = stop, step

    def run(self) -> None:
        has_more = False

        def step() -> None:
            nonlocal has_more
            has_more = self.step()

        while not self.stop.is_set():
            is_good = _calmly(step)
            if not is_good:
                self.stop.wait(PAUSE_AFTER_FAULT)
            elif not has_more:
                self.stop.wait(LOOK_SECONDS)
        connections.close_all()


def _calmly(step: Callable[[], object]) -> bool:
    """Do it with a working connection; False, and a line in the log, when it could not be done."""
    close_old_connections()
    try:
        step()
    except Exception:
        log.exception("the worker could not go on; it tries again")
        return False
    finally:
        close_old_connections()
    return True
