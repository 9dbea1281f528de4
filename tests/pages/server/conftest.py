"""What the tests of the server share: one that runs for real. To start one takes as long as a hundred pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.served import Served, serving


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As at ``https://kommun.example/lagesbild/``, under a name of its own, and with figures of itself."""
    log = tmp_path_factory.mktemp("served") / "log.txt"
    settings = {"LAGESBILD_ALLOWED_HOSTS": "kommun.example *.other.example", "LAGESBILD_METRICS": "yes"}
    with serving(log, "--server.baseUrlPath", "lagesbild", path="/lagesbild", **settings) as running:
        yield running
