"""The little that has to be done in the browser. All of it is constant text of ours."""

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

# The buttons of an account are plain HTML, hundreds of them: one listener tells Python of a press.
# The account is drawn anew after it, so the focus goes to the same line's new button.
PRESSES = """
let stop = () => {};
export default function ({ setTriggerValue }) {
  stop();
  const act = (event) => {
    const pressed = event.target.closest?.('.account button[data-line]');
    if (!pressed) return;
    const { line, press, number } = pressed.dataset;
    setTriggerValue('pressed', { line, press });
    let tries = 0;
    const refocus = () => {
      const again = document.querySelector(`.account button[data-number="${number}"]`);
      if (again && again !== pressed) again.focus({ preventScroll: true });
      else if (tries++ < 100) setTimeout(refocus, 50);
    };
    setTimeout(refocus, 50);
  };
  document.addEventListener('click', act);
  stop = () => document.removeEventListener('click', act);
  return stop;
}
"""
listen = st.components.v2.component("wellread_presses", js=PRESSES)


def run_script(body: str, *, anew: int = 0) -> None:
    """Run a script when what it looks for is drawn: it is tried until it returns true.

    Args:
        body: one of the constants above, never anything of an article or a question.
        anew: another number runs it again.
    """
    st.html(
        f"<script>(() => {{ let tries = 0; const run = {anew}; const act = () => {{ {body} }};"
        "const attempt = () => act() || tries++ > 60 || setTimeout(attempt, 50);"
        "attempt(); })();</script>",
        unsafe_allow_javascript=True,
    )
