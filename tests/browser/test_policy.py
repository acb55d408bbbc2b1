"""The page works under its own policy, and what is smuggled into it does not run."""

import pytest

from tests.browser.test_browser import GRIEF, KITES, PAGES, PANIC, q

pytestmark = pytest.mark.browser

INJECT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.smuggled = 1';
  document.body.append(script);
  const handler = document.createElement('div');
  handler.setAttribute('onclick', 'window.smuggled = 2');
  document.body.append(handler);
  handler.click();
  const other = document.createElement('script');
  other.src = 'http://evil.example/a.js';
  document.body.append(other);
  const frame = document.createElement('iframe');
  frame.src = 'http://evil.example/';
  document.body.append(frame);
  setTimeout(() => { try { new Function('window.smuggled = 3')(); } catch { /* so be it */ } });
  return new Promise((done) => setTimeout(() => done(window.smuggled ?? null), 500));
}"""


@pytest.fixture
def watched(tab):
    """A tab, and what its console says of its policy."""
    said = []
    tab.page.on("console", lambda message: said.append(message.text))
    tab.page.on("pageerror", lambda error: said.append(str(error)))
    return tab, lambda: [each for each in said if "olicy" in each or "Error" in each]


def test_every_page_works_under_the_policy(watched):
    """Search, help lines, cite, save, read, account, keys: nothing of ours is refused."""
    tab, violations = watched
    for path in PAGES.values():
        tab.go(path)
    tab.go(q(PANIC)).ask(GRIEF)
    assert tab.titles()[0] == "Living with grief"
    tab.page.get_by_text("Cite", exact=True).first.click()
    tab.page.get_by_role("button", name="Save", exact=True).first.click()
    tab.page.get_by_role("button", name="Get help now").first.click()
    tab.settle()
    tab.go(KITES)
    tab.page.get_by_text("Show what cleaning removed").click()
    tab.page.locator("del").first.wait_for()
    tab.go("/saved")
    tab.page.locator(".hit, .saved, h2").first.wait_for()

    assert violations() == []


def test_our_scripts_run_under_it(watched):
    """The box is a search field with the focus, and the passage that was found is in view."""
    tab, violations = watched
    tab.go()
    tab.page.locator("input[type=search]").first.wait_for()
    assert tab.page.evaluate("document.activeElement.type") == "search"
    tab.go(f"{KITES}&passage=0")
    assert 0 <= tab.page.locator("#found").bounding_box()["y"] < 900
    assert violations() == []


def test_what_is_smuggled_in_does_not_run(watched):
    """Neither a script, nor a handler, nor eval, nor another machine's script or frame."""
    tab, violations = watched
    tab.go()
    assert tab.page.evaluate(INJECT) is None
    assert len(violations()) >= 4


def test_no_page_may_be_framed(tab, chromium):
    """Another site can't show it in a frame, to have its buttons pressed unseen."""
    tab.go()
    framed = tab.page.evaluate(
        """() => new Promise((done) => {
            const frame = document.createElement('iframe');
            frame.src = location.href;
            frame.onload = () => {
                try { done(frame.contentDocument?.body?.innerText ?? 'closed'); }
                catch { done('closed'); }
            };
            document.body.append(frame);
            setTimeout(() => done('closed'), 3000);
        })"""
    )
    assert framed == "closed"
