"""A library that says of its workers what a test has it say, in the place of Ray."""

from types import SimpleNamespace


class RayError(Exception):
    """A worker was lost."""


class RayTaskError(RayError):
    """A task failed."""


class PlayedRay:
    """A library that says what a test has it say."""

    exceptions = SimpleNamespace(RayError=RayError, RayTaskError=RayTaskError)

    def __init__(self, cpus=(4,), ready=True, answer="here", free=4.0, is_gone=False):
        self.cpus, self.ready, self.answer, self.free = cpus, ready, answer, free
        self.is_gone = is_gone
        self.cancelled, self.options, self.is_told = [], {}, []
        self._private = SimpleNamespace(worker=SimpleNamespace(_worker_logs_enabled=True))

    def put(self, job):
        """Keep something."""
        return job

    def remote(self, **options):
        """Make a task of a function; its references are numbered."""
        self.options = options
        return lambda _: SimpleNamespace(remote=lambda *given: f"task {len(given)}")

    def nodes(self):
        """The machines; a negative number of processors is that of one that is gone."""
        return [{"Alive": each >= 0, "Resources": {"CPU": abs(each)}} for each in self.cpus] + [
            {"Alive": True, "Resources": {}}
        ]

    def wait(self, references, *, num_returns=None, timeout):
        """Those that are done."""
        return (references if self.ready else []), []

    def get(self, _):
        """What a task gave."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def cancel(self, reference, *, force):
        """Have a task be left."""
        self.cancelled.append((reference, force))
        if self.is_gone:
            raise RuntimeError("the cluster is gone")

    def available_resources(self):
        """What nobody uses."""
        return {"CPU": self.free} if self.free else {}

    def init(self, **options):
        """Begin; or fail."""
        self.is_told.append(self._private.worker._worker_logs_enabled)
        self.options = options
        if isinstance(self.answer, Exception):
            raise self.answer

    def shutdown(self):
        """End."""
        self.is_told.append("ended")
