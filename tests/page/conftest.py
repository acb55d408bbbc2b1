"""The page on a tiny home, run without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


class Visit:
    """A visit to the page: go to an address, then look at what is there."""

    def __init__(self):
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)

    def go(self, page="search", /, **address):
        """Open a page at an address."""
        self.app.query_params.clear()
        for name, value in address.items():
            self.app.query_params[name] = value
        if page != "search":
            self.app.switch_page(f"page/{page}.py")
        self.app.run()
        return self

    @property
    def html(self):
        """Everything on the page that is HTML of ours."""
        assert not self.app.exception
        return "\n".join(element.proto.body for element in self.app.get("html"))

    def button(self, label):
        """The button that begins with a label."""
        return next(button for button in self.app.button if button.label.startswith(label))

    def toggle(self, label):
        """The switch with a label."""
        return next(toggle for toggle in self.app.toggle if toggle.label == label)


@pytest.fixture
def visit(tiny_home, monkeypatch):
    """A visit to the page of the tiny home."""
    monkeypatch.setenv("WELLREAD_HOME", str(tiny_home))
    return Visit()


@pytest.fixture
def visit_own(own_home, monkeypatch):
    """A visit to the page of a home that the test may change."""
    monkeypatch.setenv("WELLREAD_HOME", str(own_home))
    return Visit()


@pytest.fixture
def visit_empty(tmp_path, monkeypatch):
    """A visit to the page of a home with nothing in it."""
    monkeypatch.setenv("WELLREAD_HOME", str(tmp_path / "none"))
    return Visit()
