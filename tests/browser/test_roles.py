"""A page on the network: anyone reads, a curator who has signed in works, and no trick helps."""

import shutil
import urllib.error
import urllib.request
from contextlib import closing

import pytest

from index.history import read_history
from tests.browser.conftest import Tabs, free_port, serving
from tests.browser.looking import faults, looks
from tests.browser.provider import CLIENT, SECRET, provider

pytestmark = pytest.mark.browser

CURATORS = 'curators = ["Ana@clinic.example"]'
HOSTING = """[page]
public = true
{curators}

[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "of-the-tests-and-long-enough-for-a-signature"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def public(chromium, tiny_home, tmp_path_factory):
    """A public page whose curator is Ana."""
    pytest.importorskip("authlib", reason="signing in needs the extra `curators`")
    folder = tmp_path_factory.mktemp("public")
    home = shutil.copytree(tiny_home, folder / "home")
    port = free_port()
    with provider() as issuer:
        said = HOSTING.format(
            curators=CURATORS, port=port, client=CLIENT, secret=SECRET, issuer=issuer
        )
        (home / "page.toml").write_text(said)
        with serving(home, port=port) as served:
            yield served


@pytest.fixture
def open_public_tab(chromium, public, rested):
    """Opens tabs of the public page."""
    with closing(Tabs(chromium, public.address, rested)) as tabs:
        yield tabs.open


@pytest.fixture
def library(open_public_tab):
    """The public page's Library, in a tab of nobody's."""
    return open_public_tab().go("/library")


def button(tab, name):
    """The buttons of a name."""
    return tab.page.get_by_role("button", name=name, exact=True)


def sign_in(tab, person):
    """Go to the provider, choose a person, and come back to the Library."""
    button(tab, "Sign in").click()
    tab.page.get_by_role("link", name=person, exact=True).click()
    tab.page.wait_for_url(f"{tab.server}/**")
    return tab.go("/library")


def test_anyone_reads_and_nothing_can_be_pressed(library):
    """Search answers; adding, removing, updating and deciding are not there; axe is content."""
    assert button(library, "Sign in").count() == 1
    for name in ("Update the index", "Add to the collection", "Remove …", "Go back to it …"):
        assert button(library, name).count() == 0
    assert library.page.locator("input[type=file]").count() == 0
    assert faults(library.page) == []
    assert library.go().ask("what helps in a panic attack").titles()[0] == "When panic comes"
    assert library.outside() == []


@pytest.mark.parametrize("person", [None, "Ben", "Ana"])
def test_everyone_can_read_what_they_may_do(open_public_tab, person):
    """Signed in or not, light and dark, wide and on a phone: axe is content, nothing is cut."""
    tab = open_public_tab().go("/library")
    if person:
        sign_in(tab, person)
    for scheme, width, sideways, found in looks(tab.page, widths=(1440, 390)):
        assert (scheme, width, sideways, found) == (scheme, width, 0, [])


def test_a_curator_signs_in_works_and_signs_out(library, public):
    """The update that she starts is done; after signing out she is anyone again."""
    before = len(read_history(public.home))
    sign_in(library, "Ana")
    assert "Signed in as ana@clinic.example, a curator" in library.page.content()
    assert faults(library.page) == []
    library.page.locator("input[type=file]").set_input_files(
        {"name": "kelp.txt", "mimeType": "text/plain", "buffer": b"Kelp\n\n" + b"Kelp calms. " * 40}
    )
    library.page.get_by_text("kelp.txt").first.wait_for()
    library.settle()
    button(library, "Add to the collection").click()
    library.page.get_by_text("kelp.txt added").wait_for()
    library.settle()
    button(library, "Update the index").click()
    library.page.get_by_text("Updated: 1 new").wait_for(timeout=60_000)
    assert len(read_history(public.home)) == before + 1
    button(library, "Sign out").click()
    library.page.wait_for_url(f"{library.server}/")
    library.go("/library")
    assert button(library, "Update the index").count() == 0


@pytest.mark.parametrize("person", ["Ben", "Cid"])
def test_who_is_no_curator_stays_a_reader(library, person):
    """Neither another person, nor one whose address nobody vouches for."""
    sign_in(library, person)
    assert "who is no curator" in library.page.content()
    assert button(library, "Update the index").count() == 0


def test_a_curator_no_more_can_press_and_nothing_happens(library, public):
    """Her page still shows the button; the server asks again at the press."""
    home = public.home
    sign_in(library, "Ana")
    before, said = len(read_history(home)), (home / "page.toml").read_text()
    (home / "page.toml").write_text(said.replace(CURATORS, ""))
    try:
        button(library, "Update the index").click()
        library.settle()
        assert button(library, "Update the index").count() == 0
        assert len(read_history(home)) == before
    finally:
        (home / "page.toml").write_text(said)


def test_a_made_up_sign_in_is_nobodys(public, open_public_tab):
    """A cookie that the server has not signed."""
    tab = open_public_tab()
    forged = '{"is_logged_in":true,"email":"ana@clinic.example","email_verified":true}'
    for value in (forged, "Zm9yZ2Vk|1|abc"):
        tab.page.context.add_cookies(
            [{"name": "_streamlit_user", "value": value, "url": public.address}]
        )
        tab.go("/library")
        assert button(tab, "Update the index").count() == 0


def test_a_file_that_nobody_asked_for_is_refused(public, library):
    """Sent straight to the server, in a session that is open; loopback takes its owner's."""
    request = urllib.request.Request(
        f"{public.address}/_stcore/upload_file/some-session/some-file", b"x" * 1000, method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.read() == b"Only a curator may add articles here."


def test_a_forgotten_proxy_makes_nobody_the_owner(fresh_tab):
    """The page is on loopback and not said to be public, but the visit came by another name."""
    tab = fresh_tab
    tab.page.context.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})
    tab.go("/library")
    assert button(tab, "Update the index").count() == 0
    assert "You can search and read here" in tab.page.content()
