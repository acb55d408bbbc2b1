"""Signing in and out where curators are named, and whom the page takes you for."""

from __future__ import annotations

from html import escape
from importlib.util import find_spec

import streamlit as st

from corpus.home import find_home
from corpus.hosting import HostingError, read_hosting
from page.parts.trouble import calmly, show_user_error
from page.parts.visiting import role_now, visit_now

READ_ONLY = "You can search and read here. Only its curators can change anything."


def show_standing() -> None:
    """What you may do here, with the button to sign in or out; nothing for the owner.

    A file that can't be understood is told to everyone: nobody can change anything until it is
    put right, and it names no place on the machine.
    """
    try:
        hosting = read_hosting(find_home())
    except HostingError as error:
        show_user_error(error)
        return
    role = role_now()
    if role == "owner":
        return
    visit = visit_now()
    name = visit.email or visit.subject
    with st.container(key="standing", horizontal=True, vertical_alignment="center"):
        if role == "curator":
            st.html(f"<p>Signed in as {escape(name)}, a curator.</p>")
        elif name:
            st.html(f"<p>Signed in as {escape(name)}, who is no curator. {READ_ONLY}</p>")
        else:
            st.html(f"<p>{READ_ONLY}</p>")
        if name:
            st.button("Sign out", on_click=st.logout)
        elif hosting.signs_in and hosting.curators and find_spec("authlib"):
            st.button("Sign in", on_click=sign_in)


def sign_in() -> None:
    """Go to the identity provider, or show that this failed."""
    with calmly():
        st.login()
