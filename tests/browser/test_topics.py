"""Topics, filters, "More like this" and the map in a real browser."""

import re


def test_a_pill_keeps_to_its_topic_and_back_leaves_it(tab):
    """The address says the topic; what is asked then is asked of its articles."""
    tab.go()
    pill = tab.page.locator(".st-key-topics-pills button").first
    pill.click()
    tab.settle()
    assert re.search(r"[?&]topic=[^&]+$", tab.page.url)
    assert tab.page.get_by_text("A question is asked of these only.").is_visible()
    tab.page.go_back()
    tab.settle()
    tab.page.get_by_role("heading", name="Topics").wait_for()
    assert tab.outside() == []


def test_a_filter_is_chosen_with_its_count(tab):
    """Each choice says how many articles it has; Reload keeps what was chosen, Back leaves it."""
    tab.go("/?q=what+helps")
    tab.unfold("Filters")
    box = tab.page.get_by_label("From these sites")
    box.press_sequentially("Harbour")
    tab.page.get_by_role("option", name="Harbour Lane (4)").wait_for()
    box.press("ArrowDown")  # the list is drawn anew while one types: the mouse may miss it
    box.press("Enter")
    tab.settle()
    assert "site=Harbour+Lane" in tab.page.url
    assert tab.page.get_by_text("Only Harbour Lane").is_visible()
    assert tab.page.get_by_text("Match by", exact=True).is_visible()
    tab.page.reload()
    assert tab.settle().page.get_by_text("Only Harbour Lane").is_visible()
    tab.page.go_back()
    tab.page.get_by_text("Only Harbour Lane").wait_for(state="detached")
    assert "site=" not in tab.settle().page.url


def test_filters_can_be_set_before_anything_is_asked(tab):
    """A button stands for them on a first visit; what is chosen lists its articles."""
    tab.go()
    tab.page.get_by_role("button", name="Filters").click()
    tab.settle()
    box = tab.page.get_by_label("From these sites")
    box.click()
    box.press_sequentially("Harbour")
    tab.page.get_by_role("option", name="Harbour Lane (4)").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    tab.settle()
    assert "site=Harbour+Lane" in tab.page.url
    assert tab.page.get_by_text("A question is asked of these only.").is_visible()


def test_a_filter_that_costs_all_can_be_dropped(tab):
    """What it costs is said, and one press asks without it."""
    tab.go("/?q=what+helps+in+a+panic+attack&since=2099")
    tab.page.get_by_text(re.compile(r"leaves 0 of \d+ articles")).wait_for()
    tab.page.get_by_role("button", name=re.compile("Search every date")).click()
    tab.settle()
    assert tab.titles()[0] == "When panic comes"


def test_more_like_this_opens(tab):
    """Its list leads to articles, at their nearest passages."""
    tab.go("/?q=what+helps+in+a+panic+attack")
    tab.page.get_by_text("More like this").first.click()
    tab.page.locator("ul.alike a").first.wait_for()
    tab.page.locator("ul.alike a").first.click()
    tab.page.wait_for_url("**/article?id=*passage=*")
    tab.settle()
    assert tab.page.locator("#found").count() == 1


def test_a_dot_of_the_map_opens_its_passage(tab):
    """The map is drawn without a word to the outside; its table is there for everybody."""
    tab.go("/library")
    dots = tab.page.locator(".map .plane a")
    dots.first.wait_for()
    assert dots.count() > 12
    assert tab.page.get_by_text("The map as a table").is_visible()
    dots.last.click(force=True)
    tab.page.wait_for_url("**/article?id=*passage=*")
    tab.settle()
    assert tab.page.locator("#found").count() == 1
    assert tab.outside() == []


def test_the_map_fits_a_phone(open_tab):
    """Nothing is wider than the screen, and no label is cut."""
    tab = open_tab(width=390, scheme="dark").go("/library")
    tab.page.locator(".map").wait_for()
    assert tab.page.locator(".map").bounding_box()["width"] <= 390
