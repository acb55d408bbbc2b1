"""The little that has to be done in the browser when a page is drawn: constant text of ours.

Browsers run these scripts and no others that stand in a page: its headers have their hashes.
"""

from __future__ import annotations

import streamlit as st

from page.parts.prose import FOUND

# The box as a search field: phones show a search key. Focused, where nothing is asked yet.
SEARCH_BOX = """
  const box = document.querySelector('.st-key-question input');
  if (!box) return false;
  box.type = 'search';
  box.setAttribute('enterkeyhint', 'search');
  if (!new URLSearchParams(location.search).get('q')) box.focus({preventScroll: true});
  return true;
"""
# To the part that the address names behind its "#", else to the passage that is marked.
SCROLL_TO_PLACE = f"""
  const named = location.hash.slice(1);
  const place = (named && document.getElementById(named)) || document.getElementById('{FOUND}');
  if (place) place.scrollIntoView({{block: place.id === '{FOUND}' ? 'center' : 'start'}});
  return !!place;
"""
# Streamlit gives it the role "presentation" and a place for the focus; axe rightly objects.
UPLOADER = """
  const zone = document.querySelector('[data-testid="stFileUploaderDropzone"]');
  zone?.setAttribute('role', 'group');
  return !!zone;
"""
SCRIPTS = (SEARCH_BOX, SCROLL_TO_PLACE, UPLOADER)  # the headers let these run


def script_of(body: str) -> str:
    """A script that does something as soon as what it looks for is drawn, told by "true"."""
    return (
        f"(() => {{ let tries = 0; const act = () => {{ {body} }};"
        "const attempt = () => act() || tries++ > 60 || setTimeout(attempt, 50);"
        "attempt(); })();"
    )


def run_script(body: str, *, anew: int = 0) -> None:
    """Run a script when what it looks for is drawn: it is tried until it returns true.

    Args:
        body: one of `SCRIPTS`, never anything of an article or a question.
        anew: another number runs it again.

    Raises:
        ValueError: it is none of `SCRIPTS`, so that browsers would refuse it.
    """
    if body not in SCRIPTS:
        raise ValueError("a script that is not among SCRIPTS")
    st.html(f"<script data-run='{anew}'>{script_of(body)}</script>", unsafe_allow_javascript=True)
