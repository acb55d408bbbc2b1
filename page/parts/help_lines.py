"""Help lines as text with links that call or write, and the choice of a country."""

from __future__ import annotations

from html import escape

import streamlit as st

from page.parts.phrases import day, host_of
from search.crisis import (
    CrisisCard,
    HelpLine,
    Region,
    help_card,
    read_helplines,
    sms_address,
    tel_address,
)

COUNTRY = "country"  # where the session keeps the code that the reader chose


def show_help(place: str) -> None:
    """The card for the reader's country, and a choice of others; `place` tells cards apart."""
    chosen = st.session_state.get(COUNTRY, "")
    card = help_card(locale=st.context.locale, timezone=st.context.timezone, country=chosen)
    st.html(card_html(card))
    regions = sorted(read_helplines(), key=lambda region: (region.code == "ZZ", region.name))
    key = f"country-{place}"
    st.session_state[key] = card.region.code
    st.selectbox(
        "Lines for another country",
        [region.code for region in regions],
        format_func={region.code: region.name for region in regions}.__getitem__,
        key=key,
        on_change=choose,
        args=(key,),
    )


def choose(key: str) -> None:
    """Keep the country that was chosen, for every page of this session."""
    st.session_state[COUNTRY] = st.session_state[key]


def card_html(card: CrisisCard) -> str:
    """Headline, the lines with their links, and what to know about them."""
    urgent, *rest = card.words[1:]
    lines = "".join(f"<li>{line_html(line)}</li>" for line in card.region.lines)
    notes = "".join(f"<p>{linked(words, card.region)}</p>" for words in rest)
    return (
        f"<div class='help'><h2>{escape(card.headline)}</h2><p>{escape(card.words[0])} "
        f"{linked(urgent, card.region)}</p><h3>{escape(card.region.name)}</h3>"
        f"<ul class='lines'>{lines}</ul>{notes}</div>"
    )


def linked(words: str, region: Region) -> str:
    """A sentence, its emergency numbers as links that call them."""
    html = escape(words)
    for number in region.emergency:
        html = html.replace(number, f"<a href='{tel_address(number)}'>{escape(number)}</a>")
    return html


def line_html(line: HelpLine) -> str:
    """One line: who it is, what for, the ways to reach it, and where the number was found."""
    about = " · ".join(filter(None, (line.purpose, line.hours)))
    found = f"found at {host_of(line.source)} on {day(line.verified_on.isoformat())}"
    note = f"<p>{escape(line.note)}</p>" if line.note else ""
    return (
        f"<p><strong>{escape(line.operator)}</strong> <span>{escape(about)}</span></p>"
        f"<p class='ways'>{' '.join(ways(line))}</p>{note}<p class='found-at'>{escape(found)}</p>"
    )


def ways(line: HelpLine) -> list[str]:
    """The ways to reach a line, as links."""
    found = []
    if line.call:
        then = f", then {escape(line.call_then)}" if line.call_then else ""
        found.append(f"<span>{link(tel_address(line.call), f'Call {line.call}')}{then}</span>")
    if line.text:
        label = f"Text {line.text_word} to {line.text}" if line.text_word else f"Text {line.text}"
        found.append(link(sms_address(line.text, line.text_word), label))
    if line.chat:
        found.append(link(line.chat, f"Chat at {host_of(line.chat)}"))
    if line.web:
        found.append(link(line.web, host_of(line.web)))
    return found


def link(address: str, label: str) -> str:
    """A link; a web address opens beside this page and is not told where the reader came from."""
    beside = " target='_blank' rel='noopener noreferrer'" if host_of(address) else ""
    return f"<a href='{escape(address)}'{beside}>{escape(label)}</a>"
