"""What tells Python that a button of an account of cleaning was pressed."""

from __future__ import annotations

import streamlit as st

# The buttons of an account are plain HTML, hundreds of them: one listener tells Python of a press.
# The account is drawn anew after it, so the focus goes to the same line's new button.
PRESSES = """
let stop = () => {};
let mounted = 0;
export default function ({ setTriggerValue }) {
  stop();
  const root = document.documentElement.dataset;
  const mine = String(++mounted);
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
  root.heeded = mine;  // from now on the buttons are seen: before, a press would be lost
  stop = () => {
    document.removeEventListener('click', act);
    if (root.heeded === mine) delete root.heeded;
  };
  return stop;
}
"""
listen = st.components.v2.component("wellread_presses", js=PRESSES)
