"""A sample of the fuzz (``make fuzz`` runs it in full): whatever a file holds, it is read or refused."""

from __future__ import annotations

import pytest

from tests.queries.exports.fuzz import files, tried


@pytest.mark.parametrize("seed", [2026, 2027, 2028])
def test_any_file_is_read_or_refused(seed: int) -> None:
    became = set()
    for name, content in files(100, seed):
        became.add(tried(name, content)[0])
    assert {"read", "refused"} <= became
