"""About: what Wellread is, how it ranks, what it keeps to itself."""

from __future__ import annotations

import streamlit as st

from page.parts.frame import show_page

TEXT = """
<h1>About Wellread</h1>
<p class='lead'>Wellread finds the passages of a collection of mental-health articles that answer
a question, and shows where each one stands.</p>

<h2>How ranking works</h2>
<p>A question is compared with every passage in two ways: by its <strong>meaning</strong>, which a
language model on this machine turns into numbers, and by its <strong>words</strong>, rare ones
counting most. The two are weighed together; “Match by” in the filters asks only one of them.</p>
<p>What is found is called a <em>strong match</em>, <em>related</em> or <em>loosely related</em>.
The borders were measured on questions with known answers. Where nothing comes close, Wellread
says so. Nobody can pay to stand higher, and no text is written by a machine: every passage is the
author's own.</p>
<p>In a passage, the sentence that answers best has a tinted ground, and the words of the question
are bold and underlined.</p>

<h2>What stays private</h2>
<p>Searches stay on this machine. No question is stored, logged or sent anywhere, and this page
asks no other computer for anything. A question stands in the page's address, so that Back and
links work; switch on
<em>Private search</em> to keep it out of there and of the browser's history. When you open an
article at its source, that site learns that you visit the article, but neither your question nor
where you came from.</p>
<p>What you <em>Save</em> is kept by your browser, by name and place and without your question. The
page of saved passages looks them up in the index, and forgets them when you leave it.</p>

<h2>What cleaning does</h2>
<p>Saved pages hold menus, advertisements, share buttons and comments. Rules remove such lines,
each with a reason; warnings, help lines and doses are protected from all rules. Every article has
a switch, <em>Show what cleaning removed</em>, that shows each removed line and the rule that
removed it; <em>Restore</em> and <em>This is junk</em> beside a line decide about it for good,
before any rule. Originals are kept as they were received.</p>

<h2>Help lines</h2>
<p>When a question speaks of suicide, self-harm or a life at risk, help lines are shown above the
results. They are also behind
<em>Get help now</em> on every page. Each number was found in a public source on the date beside
it; nobody rang them up. The country is guessed from the browser's language and time zone, and you
can change it.</p>

<h2>Not medical advice</h2>
<p>What you find here is general information. It can't tell you what you have, and it does not
take the place of a doctor's advice. If you are worried about yourself or someone else, please talk
to a doctor or one of the help lines.</p>

<h2>Licences</h2>
<p>Wellread is free software under the Apache Licence 2.0. The articles belong to their authors:
each result names its licence, or says that none was given. The sample articles were written for
Wellread; their sites do not exist.</p>
"""


def show() -> None:
    """Our own words only."""
    st.html(f"<div class='prose'>{TEXT}</div>")


show_page(show)
