"""How the table of the Library is searched, cut and sorted, kept in step with the address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

import streamlit as st

from page.parts.shelf import FLAGS, SORTS, Flag, Row, Sort, flag_counts, flagged, matching, ordered
from page.parts.shelf_table import table_html

AT_ONCE = 25  # rows of the table
NAMES = ("find", "sort", "only", "page")  # in the address


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of the collection is shown."""

    find: str = ""  # words that an article has to have
    sort: Sort = "added"
    only: Flag | Literal[""] = ""
    page: int = 1

    @classmethod
    def from_address(cls, values: Mapping[str, str]) -> Self:
        """What an address asks for; what it says wrongly is passed over.

        >>> View.from_address({"sort": "colour", "page": "-1", "find": "sleep"}).find
        'sleep'
        """
        page = values.get("page", "")
        return cls(
            find=values.get("find", ""),
            sort=next((each for each in SORTS if each == values.get("sort")), "added"),
            only=next((each for each in FLAGS if each == values.get("only")), ""),
            page=max(int(page), 1) if re.fullmatch(r"\d{1,6}", page) else 1,
        )

    def as_address(self) -> dict[str, str]:
        """The address of this view; what is as usual is left out.

        >>> View(find="sleep", page=2).as_address()
        {'find': 'sleep', 'page': '2'}
        """
        stated = {
            "find": self.find.strip(),
            "sort": "" if self.sort == "added" else self.sort,
            "only": self.only,
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in stated.items() if value}


def show_shelf(rows: Sequence[Row]) -> None:
    """The boxes above the table, the table, and the way to its other pages."""
    view = View.from_address({name: st.query_params.get(name, "") for name in NAMES})
    st.session_state["wanted"] = view.find
    st.session_state["sorted"] = view.sort
    st.session_state["only"] = view.only
    found = ordered(show_boxes(rows, view), view.sort)
    last = max(1, -(-len(found) // AT_ONCE))
    page = min(view.page, last)
    first = (page - 1) * AT_ONCE
    shown = found[first : first + AT_ONCE]
    st.html(table_html(shown, first=first + 1, total=len(found), sort=view.sort))
    if last > 1:
        show_pages(view, page, last)


def show_boxes(rows: Sequence[Row], view: View) -> list[Row]:
    """What is typed and chosen, and the articles that this leaves."""
    counts = flag_counts(rows)
    choices = dict.fromkeys(["", *counts, view.only])

    def named(flag: Flag | Literal[""]) -> str:
        return f"{FLAGS[flag]} ({counts.get(flag, 0):,})" if flag else f"All ({len(rows):,})"

    with st.container(key="shelf-boxes", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Find an article",
            key="wanted",
            on_change=look,
            placeholder="Title, site or file",
            autocomplete="off",
        )
        st.selectbox("Show", list(choices), format_func=named, key="only", on_change=look)
        st.selectbox("Sort by", list(SORTS), format_func=SORTS.__getitem__, key="sorted",
                     on_change=look)  # fmt: skip
    return matching(flagged(rows, view.only), view.find)


def look() -> None:
    """Write what the boxes hold to the address."""
    state = st.session_state
    go_to(View(find=state["wanted"], sort=state["sorted"], only=state["only"]))


def go_to(view: View) -> None:
    """Show another view; the address says which, so that a link and Back bring it again."""
    st.query_params.from_dict(view.as_address())


def show_pages(view: View, page: int, last: int) -> None:
    """The way to the other pages of a long table."""
    with st.container(key="shelf-pages", horizontal=True, vertical_alignment="center"):
        st.button(
            "Earlier rows",
            on_click=go_to,
            args=(replace(view, page=page - 1),),
            disabled=page == 1,
        )
        st.html(f"<p class='quiet'>Page {page} of {last}</p>", width="content")
        st.button(
            "More rows", on_click=go_to, args=(replace(view, page=page + 1),), disabled=page == last
        )
