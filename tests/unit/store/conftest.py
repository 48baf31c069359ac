import pytest

for part in ("", "_board", "_scopes"):
    pytest.register_assert_rewrite(f"tests.unit.store.conformance{part}")
