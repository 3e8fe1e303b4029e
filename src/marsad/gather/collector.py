"""The collector: sources in, articles in the state and in the output out. Workers fetch; this one thread alone touches the state.

What was fetched is written to the WARC file first (and is on the disk), then noted in one step together with its article; then the output follows.
A crash between two of these leaves something to be done again, never something half noted.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import msgspec

from marsad.gather import pages
from marsad.gather.addresses import host_of, normal_address, story_key
from marsad.gather.entries import Entry
from marsad.gather.evidence import Capture, article_line, article_of_page, capture_answer, machine
from marsad.gather.fetch import LONGEST_WAIT, Answer, Fetcher
from marsad.gather.local import Find, files_of, read_file
from marsad.gather.manners import Manners
from marsad.gather.output import Output
from marsad.gather.sources import Config, Source
from marsad.gather.state import State
from marsad.gather.trouble import Trouble
from marsad.gather.warc import Record, WarcFile
from marsad.gather.wire import Resolver, system_resolver
from marsad.gather.work import Outcome, Task, perform

_log = logging.getLogger(__name__)
DAY = 86_400.0
BREAK = 3  # failures of one host in a row, after which the rest of its work waits for the next run
BATCH = 200  # articles of files noted in one step


class Summary(msgspec.Struct):
    """What a run did. `failed` counts entries and sources by reason; `waiting` and `dead` are what the state holds at the end."""

    sources: int = 0
    new: int = 0
    seen: int = 0
    unchanged: int = 0
    failed: dict[str, int] = {}
    waiting: int = 0
    dead: int = 0
    fetched_bytes: int = 0
    interrupted: bool = False

    def fail(self, reason: str) -> None:
        self.failed[reason] = self.failed.get(reason, 0) + 1


class Collector:
    """Collects the sources of a config into a state. Make it, `run` it as often as wanted, `close` it."""

    def __init__(
        self, config: Config, state: State, output: Output, *, warc: bool = True, resolver: Resolver = system_resolver,
        now: Callable[[], float] = time.time, stop: threading.Event | None = None, report: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.config, self.state, self.output, self.stop = config, state, output, stop or threading.Event()
        self.now, self.resolver = now, resolver
        self._report, self._warc_wanted = report, warc and config.settings.warc
        self._fetcher = Fetcher(config.settings, resolver, now, self.stop)
        self._manners = Manners(self._fetcher, stop=self.stop)
        self._by_name = {source.name: source for source in config.sources}
        self._host = machine()
        self._warc: WarcFile | None = None
        self._cut_archives()
        output.flush()  # what a crash left unwritten

    def close(self) -> None:
        if self._warc is not None:
            self._warc.close()

    def time(self) -> str:
        """Give the time now, UTC, as it is noted."""
        return datetime.datetime.fromtimestamp(self.now(), datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    @property
    def longest(self) -> float:
        """Seconds for which anything may be put off. What is put off for longer was so by a clock that has been set back since, and is due."""
        settings = self.config.settings
        return max(settings.every, settings.max_retry, *(source.every or 0.0 for source in self.config.sources), LONGEST_WAIT) + DAY

    # -- a run

    def run(self, sources: Sequence[Source], due_only: bool = False) -> Summary:
        """Collect from the sources once, with every entry that is due. Ends early when `stop` is set; what was begun is finished or left for later."""
        summary = Summary(sources=len(sources))
        now = self.now()
        tasks = [task for source in sources if source.kind != "files" for task in self._source_tasks(source)]
        names = [source.name for source in (self.config.sources if due_only else sources)]
        tasks += [task for entry, name in self.state.due_entries(now, names, now + self.longest) if (task := self._page_task(entry, name)) is not None]
        self._network(tasks, summary)
        for source in sources:
            if source.kind == "files" and not self.stop.is_set():
                self._files(source, summary)
        counts = self.state.counts()
        summary.waiting, summary.dead, summary.interrupted = counts.get("waiting", 0), counts.get("dead", 0), self.stop.is_set()
        return summary

    def _source_tasks(self, source: Source) -> list[Task]:
        address = normal_address(source.address or "")
        known = self.state.validators(source.name, address)
        return [Task("watched" if source.kind == "page" else "list", source, address, known=tuple(known.items()))]

    def _page_task(self, entry: Entry, name: str) -> Task | None:
        source = self._by_name.get(name)
        return Task("page", source, entry.link, entry) if source is not None and entry.link else None

    def _network(self, tasks: Sequence[Task], summary: Summary) -> None:
        """Work through the tasks, one at a time for each host, many hosts at a time."""
        queues: dict[str, deque[Task]] = defaultdict(deque)
        failures: Counter[str] = Counter()
        sitemaps: Counter[str] = Counter()
        for task in tasks:
            queues[host_of(task.address)].append(task)
        running: dict[Future[Outcome], str] = {}
        with ThreadPoolExecutor(self.config.settings.workers, thread_name_prefix="marsad-fetch") as pool:
            try:
                while not self.stop.is_set():
                    busy = set(running.values())
                    for host in [h for h, queue in queues.items() if queue and h not in busy]:
                        if len(running) >= self.config.settings.workers:
                            break
                        running[pool.submit(perform, queues[host].popleft(), self._fetcher, self._manners)] = host
                    if not running:
                        break
                    done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
                    for future in done:
                        host, outcome = running.pop(future), future.result()
                        for task in self._take(outcome, summary, sitemaps):
                            queues[host_of(task.address)].append(task)
                        self._rest(host, outcome, queues[host], failures)
                        self._report()
            finally:
                self.stop_workers_if_stopped()
                for future in list(running):
                    if future.cancel():
                        running.pop(future)
                for future in running:  # what had come in when the wish to stop came is kept
                    self._take(future.result(), summary, sitemaps)

    def stop_workers_if_stopped(self) -> None:
        """Let the workers' waits end at once if the run is ending by an exception."""
        import sys

        if sys.exc_info()[0] is not None:
            self.stop.set()

    def _rest(self, host: str, outcome: Outcome, queue: deque[Task], failures: Counter[str]) -> None:
        """Leave a host alone that asks for it or fails again and again: the rest of its work waits."""
        trouble = outcome.trouble
        if trouble is None or not trouble.passing or trouble.reason in ("interrupted", "not-a-feed"):
            failures[host] = 0
            return
        failures[host] += 1
        if trouble.wait is None and trouble.reason != "too-many-requests" and failures[host] < BREAK:
            return
        until = self.now() + max(trouble.wait or 0.0, self.config.settings.retry)
        with self.state.step():
            for task in queue:
                if task.entry is not None:
                    self.state.entry_postponed(task.entry.key, until)
                elif not task.depth:
                    self.state.source_failed(task.source.name, trouble, until)
        queue.clear()

    # -- what comes in

    def _take(self, outcome: Outcome, summary: Summary, sitemaps: Counter[str]) -> list[Task]:
        """Note an outcome; give the tasks that follow from it."""
        task, trouble, answer = outcome.task, outcome.trouble, outcome.answer
        summary.fetched_bytes += len(answer.sent) if answer is not None else 0
        if trouble is not None:
            self._failed(task, trouble, summary)
            return []
        assert answer is not None
        if answer.status == 304:
            summary.unchanged += 1
            with self.state.step():
                self.state.source_done(task.source.name, task.address, dict(task.known), self._next(task.source))
            return []
        if outcome.listing is not None:
            return self._listed(outcome, answer, summary, sitemaps)
        self._page(outcome, answer, summary)
        return []

    def _next(self, source: Source) -> float:
        return self.now() + (source.every or self.config.settings.every)

    def _validators(self, answer: Answer) -> dict[str, str]:
        import hashlib

        found = {"etag": answer.header("etag"), "modified": answer.header("last-modified"), "body": hashlib.sha256(answer.body).hexdigest()}
        return {name: value[:500] for name, value in found.items() if value}

    def _failed(self, task: Task, trouble: Trouble, summary: Summary) -> None:
        if trouble.reason == "interrupted":
            return
        summary.fail(trouble.reason)
        _log.info("%s: %s", task.address, trouble)
        settings, now = self.config.settings, self.now()
        with self.state.step():
            if task.entry is not None:
                tries = self.state.attempts(task.entry.key) + 1
                dead = not trouble.passing or tries >= settings.attempts
                self.state.entry_failed(task.entry.key, trouble, now + back_off(tries, settings.retry, settings.max_retry, trouble.wait), dead)
            else:
                _, failures = self.state.source_due(task.source.name)
                self.state.source_failed(task.source.name, trouble, now + max(back_off(failures + 1, settings.retry, settings.max_retry, trouble.wait), 1.0))

    def _listed(self, outcome: Outcome, answer: Answer, summary: Summary, sitemaps: Counter[str]) -> list[Task]:
        """Note the entries of a feed or sitemap. The ones of a feed that is taken at its word become articles at once."""
        task, listing = outcome.task, outcome.listing
        assert listing is not None
        source, now = task.source, self.now()
        hosts = tuple(h.lower() for h in source.hosts)
        fresh = [
            e
            for e in listing.entries
            if self.state.is_new(e.key) and (not hosts or host_of(e.link).partition(":")[0] in hosts) and (e.link or source.text == "feed" or e.content or e.summary)
        ]
        summary.seen += len(listing.entries) - len(fresh)
        by_feed = [e for e in fresh if source.text == "feed" or not e.link]
        by_page = [e for e in fresh if e not in by_feed]
        record = self._archived(answer) if fresh else None
        capture = capture_answer(answer, source.name, "", record, self._host)
        with self.state.step():
            if fresh:
                self._noted(capture, record)
            for entry in by_page:
                self.state.add_entry(entry._replace(content="", summary=""), source.name, now)
            for entry in by_feed:
                self.state.add_entry(entry._replace(content="", summary=""), source.name, now)
                self._from_feed(entry, capture, source, summary, now)
            if not task.depth:
                self.state.source_done(source.name, task.address, self._validators(answer), self._next(source))
        self.output.flush()
        followers = [Task("page", source, entry.link, entry) for entry in by_page]
        if task.depth < self.config.settings.max_depth:
            room = self.config.settings.max_sitemaps - sitemaps[source.name]
            more = listing.more[: max(room, 0)]
            sitemaps[source.name] += len(more)
            followers += [Task("list", source, address, depth=task.depth + 1) for address in more]
        return followers

    def _from_feed(self, entry: Entry, capture: Capture, source: Source, summary: Summary, now: float) -> None:
        from marsad.gather.feedtext import page_of_entry

        try:
            page = page_of_entry(entry)
        except Trouble as trouble:
            summary.fail(trouble.reason)
            self.state.entry_failed(entry.key, trouble, now, True)
            return
        article = article_of_page(page, capture, pages.extractor(), source, entry)
        article = msgspec.structs.replace(article, url=entry.link or None)
        summary.new += self.state.add_article(article.id, capture.id, article_line(article))
        self.state.entry_done(entry.key)

    def _page(self, outcome: Outcome, answer: Answer, summary: Summary) -> None:
        """Note a page: its evidence, its article, and that its entry is done, in one step."""
        task, page = outcome.task, outcome.page
        assert page is not None
        validators = self._validators(answer)
        if task.kind == "watched" and dict(task.known).get("body") == validators["body"]:
            summary.unchanged += 1
            with self.state.step():
                self.state.source_done(task.source.name, task.address, validators, self._next(task.source))
            return
        if task.source.languages and page.language not in task.source.languages:
            self._failed(task, Trouble("no-text", f"{task.address}: the text is in '{page.language}'"), summary)
            return
        record = self._archived(answer)
        capture = capture_answer(answer, task.source.name, outcome.charset, record, self._host)
        article = article_of_page(page, capture, pages.extractor(), task.source, task.entry)
        with self.state.step():
            self._noted(capture, record)
            new = self.state.add_article(article.id, capture.id, article_line(article))
            if task.entry is not None:
                self.state.entry_done(task.entry.key)
                for other in (answer.final, page.canonical):  # the same story may be announced under the address it leads to
                    if other and story_key(other) != task.entry.key:
                        self.state.add_entry(Entry(story_key(other), other), task.source.name, self.now(), "done")
            else:
                self.state.source_done(task.source.name, task.address, validators, self._next(task.source))
        summary.new += new
        summary.seen += not new
        self.output.flush()

    def _noted(self, capture: Capture, record: Record | None) -> None:
        self.state.add_capture(capture)
        if record is not None:
            self.state.set_warc(record.file, record.offset + record.length)

    # -- files

    def _files(self, source: Source, summary: Summary) -> None:
        path = self.config.folder / (source.path or "")
        try:
            found = files_of(path)
        except Trouble as trouble:
            summary.fail(trouble.reason)
            with self.state.step():
                self.state.source_failed(source.name, trouble, self._next(source))
            return
        for file in found:
            stat = file.stat()
            if self.state.file_known(str(file), stat.st_size, stat.st_mtime_ns):
                summary.unchanged += 1
                continue
            if not self._file(file, source, summary):
                return
            with self.state.step():
                self.state.file_done(str(file), stat.st_size, stat.st_mtime_ns)
        with self.state.step():
            self.state.source_done(source.name, str(path), {}, self._next(source))

    def _file(self, file: Path, source: Source, summary: Summary) -> bool:
        """Take all of a file, in steps; tell whether the end was reached."""
        at = self.time()
        batch: list[Find] = []
        for find in read_file(file, source, self.config.settings, at, self._host):
            batch.append(find)
            if len(batch) >= BATCH:
                self._found(batch, source, summary)
                batch = []
                if self.stop.is_set():
                    return False
        self._found(batch, source, summary)
        return not self.stop.is_set()

    def _found(self, batch: list[Find], source: Source, summary: Summary) -> None:
        now = self.now()
        with self.state.step():
            for find in batch:
                entry = Entry(find.key, "", title=find.where)
                fresh = self.state.add_entry(entry, source.name, now, "done")
                if find.trouble is not None:
                    summary.fail(find.trouble.reason)
                    self.state.entry_failed(find.key, find.trouble, now, True)
                elif not fresh and self.state.attempts(find.key) == 0:
                    summary.seen += 1
                elif find.article is not None and find.capture is not None:
                    self.state.add_capture(find.capture)
                    new = self.state.add_article(find.article.id, find.capture.id, article_line(find.article))
                    self.state.entry_done(find.key)
                    summary.new += new
                    summary.seen += not new
                self._report()
        self.output.flush()

    # -- our own archive

    def _archived(self, answer: Answer) -> Record | None:
        if not self._warc_wanted:
            return None
        if self._warc is not None and self._warc.size > self.config.settings.warc_size:
            self._warc.close()
            self._warc = None
        if self._warc is None:
            at = datetime.datetime.fromtimestamp(self.now(), datetime.UTC)
            folder, number = self.config.store / "warc", 0
            while (path := folder / f"marsad-{at:%Y%m%d%H%M%S}-{number:05}.warc.gz").exists():
                number += 1
            self._warc = WarcFile(path, at.isoformat(timespec="seconds").replace("+00:00", "Z"), self._host)
        return self._warc.write(answer)

    def _cut_archives(self) -> None:
        """Cut off what a crash left at the end of our WARC files without being noted: it will be fetched again."""
        for name, size in self.state.warcs().items():
            path = self.config.store / "warc" / name
            if path.is_file() and path.stat().st_size > size:
                with path.open("r+b") as file:
                    file.truncate(size)


def back_off(tries: int, first: float, most: float, asked: float | None = None) -> float:
    """Give the seconds until the next try: four times as long each time, never less than the host asked for.

    >>> [back_off(n, 60, 21600) for n in (1, 2, 3, 9)], back_off(1, 60, 21600, 3600)
    ([60.0, 240.0, 960.0, 21600.0], 3600.0)
    """
    return max(min(float(first) * 4.0 ** min(tries - 1, 20), float(most)), float(asked or 0.0))
