"""Whether everyone can read a page: what axe objects to, and how far it reaches over the side."""

from axe_playwright_python.base import AXE_FILE_PATH

SCHEMES, WIDTHS = ("light", "dark"), (1280, 390)
COLOURS = ["color-contrast", "link-in-text-block"]  # all that axe asks of colour, but for AAA
AXE = AXE_FILE_PATH.read_text("utf-8")
RUN = "options => axe.run(options).then(found => found.violations)"
SIDEWAYS = """Math.max(...[document.documentElement, document.querySelector('.stMain')].map(
    root => root.scrollWidth)) - innerWidth"""
# Nothing has changed or moved for a tenth of a second; what moves for ever is waited for no longer.
STILL = """() => new Promise((done) => {
    const begun = performance.now();
    let since = begun;
    const watcher = new MutationObserver(() => { since = performance.now(); });
    watcher.observe(document, {subtree: true, childList: true, attributes: true});
    const look = () => {
        const now = performance.now();
        if (document.getAnimations().some((each) => each.playState === 'running')) since = now;
        if (now - since < 100 && now - begun < 500) return setTimeout(look, 20);
        watcher.disconnect();
        done();
    };
    look();
})"""


def faults(page, *, rules=None):
    """What axe objects to, each with the first element; by all of its rules, or by some.

    axe is put into a page once, however often it is asked.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate(RUN, {"resultTypes": ["violations"], **only})
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def looks(page, *, widths=WIDTHS):
    """A loaded page as everybody has it: yields scheme and width, reach over the side, and faults.

    The dark page has the elements of the light one, so there only what is of colour is asked.
    """
    for scheme in SCHEMES:
        for width in widths:
            wear(page, scheme, width)
            rules = COLOURS if scheme == "dark" else None
            yield scheme, width, max(0, page.evaluate(SIDEWAYS)), faults(page, rules=rules)


def wear(page, scheme, width):
    """Give a page a colour scheme and a width, and wait until it has them and stands still."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(
        f"() => getComputedStyle(document.documentElement).colorScheme === '{scheme}'"
    )
    page.evaluate(STILL)
