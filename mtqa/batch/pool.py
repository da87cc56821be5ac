"""The local engine: worker processes with a pipe each, so that one that dies costs one shard."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from mtqa.batch.item import Done, Shard
from mtqa.batch.work import TRIES, Worker
from mtqa.config import Config
from mtqa.errors import ModelError, MtqaError, OutputError

__all__ = ["Pool"]

_EARLY = 3


@dataclass(slots=True)
class _Hand:
    """One worker process: its pipe, its shard, and the article it is at."""

    process: Any
    pipe: Connection
    ready: bool = False
    shard: Shard | None = None
    at: int = -1


class Pool:
    """``jobs`` processes that pull shards; as many are in flight as there are processes."""

    def __init__(
        self,
        config: Config,
        folder: Path,
        form: str,
        jobs: int,
        on_article: Callable[[int], None] = lambda _: None,
        *,
        worker: type[Worker] = Worker,
    ) -> None:
        self._setup = (worker, config, folder, form)
        self._jobs, self._on_article = jobs, on_article
        self._hands: list[_Hand] = []
        self._again: deque[Shard] = deque()
        self._deaths: Counter[tuple[int, int]] = Counter()
        self._poison: dict[int, set[int]] = defaultdict(set)
        self._early = 0

    def run(self, shards: Iterator[Shard]) -> Iterator[Done]:
        """Yield shards as they are done; the input is read only as fast as they are."""
        try:
            first = next(shards, None)
            if first is None:
                return
            self._again.append(first)
            self._hands = [self._start() for _ in range(self._jobs)]
            while True:
                self._deal(shards)
                if not any(hand.shard for hand in self._hands) and self._idle():
                    return
                yield from self._listen()
        finally:
            for hand in self._hands:
                hand.process.kill()
            for hand in self._hands:
                hand.process.join()

    def _idle(self) -> bool:
        return not self._again and any(hand.ready for hand in self._hands)

    def _deal(self, shards: Iterator[Shard]) -> None:
        for hand in self._hands:
            if not hand.ready or hand.shard is not None:
                continue
            shard = self._again.popleft() if self._again else next(shards, None)
            if shard is None:
                return
            hand.shard, hand.at = shard, -1
            try:
                hand.pipe.send((shard, frozenset(self._poison[shard.number])))
            except OSError:
                continue  # It died; its end of the pipe says so when it is listened to.

    def _listen(self) -> Iterator[Done]:
        pipes = {hand.pipe: hand for hand in self._hands}
        for pipe in wait(list(pipes)):
            hand = pipes[pipe]  # type: ignore[index]
            try:
                message = hand.pipe.recv()
            except (EOFError, OSError):
                self._died(hand)
                continue
            done = self._heard(hand, *message)
            if done is not None:
                yield done

    def _heard(self, hand: _Hand, kind: str, value: Any) -> Done | None:
        if kind == "ready":
            hand.ready, self._early = True, 0
        elif kind == "at":
            hand.at = value
            self._on_article(1)
        elif kind == "failed":
            raise value
        elif kind == "done":
            hand.shard = None
            self._early = 0
            done: Done = value
            return done
        return None

    def _died(self, hand: _Hand) -> None:
        hand.process.join()
        hand.pipe.close()
        shard, at = hand.shard, hand.at
        if shard is None:
            self._early += 1
            if self._early >= _EARLY:
                code = hand.process.exitcode
                raise ModelError(f"{_EARLY} workers died before their first article ({code}).")
        else:
            self._on_article(-(at + 1))
            self._deaths[shard.number, at] += 1
            if self._deaths[shard.number, at] >= TRIES:
                if not 0 <= at < len(shard.items) or at in self._poison[shard.number]:
                    raise OutputError(f"workers died {TRIES} times outside any article.")
                self._poison[shard.number].add(at)
            self._again.append(shard)
        self._hands[self._hands.index(hand)] = self._start()

    def _start(self) -> _Hand:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, os.getpid(), self._jobs, *self._setup), daemon=True
        )
        process.start()
        theirs.close()
        return _Hand(process, ours)


def _serve(pipe: Connection, parent: int, jobs: int, make: type[Worker], *setup: Any) -> None:
    """Work until the pipe closes. Interrupts are the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if jobs > 1:
        os.environ.setdefault("MTQA_THREADS", "1")
    try:
        worker = make(*setup)
        pipe.send(("ready", None))
        while True:
            shard, poison = pipe.recv()
            done = worker.work(shard, poison, lambda at: pipe.send(("at", at)))
            pipe.send(("done", done))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except MtqaError as error:
        pipe.send(("failed", _portable(error)))


def _portable(error: MtqaError) -> MtqaError:
    """Return an error that survives the pipe with its message and its exit code."""
    plain = MtqaError(str(error))
    plain.exit_code = error.exit_code
    return plain


def _watch(parent: int) -> None:
    """End with the parent, however it ended."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
