"""Posts that a page describes with schema.org: QAPage and DiscussionForumPosting."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from corpus.readers.decode import mend_surrogates
from corpus.readers.json_ld import json_ld_objects
from corpus.readers.parts import Part, letters, parts_below

PAGE_TYPES = ("QAPage", "DiscussionForumPosting")
POST_TYPES = ("Question", "Answer", "DiscussionForumPosting", "Comment")
REPLIES = ("acceptedAnswer", "suggestedAnswer", "answer", "comment")
TEXTS = ("text", "articleBody")
PROBE = 40  # letters; where a post's first and last ones stand, its element is looked for
MAX_EXCESS = 1.25  # of a post's letters; an element with more holds more than the post
COUNTED = re.compile(r'"(?:comment|answer)Count"\s*:\s*"?[1-9]')
TAG = re.compile(r"<[^<>]{1,500}>")
MAX_DEPTH = 30  # replies to replies


def marked_posts(page: str, root: Any) -> list[Any]:
    """The elements that a page's microdata marks as the text of a question, answer or post.

    Questions of an FAQ page are part of its article and are not among them, nor are the
    readers' comments under an article.
    """
    if "itemprop" not in page or not any(name in page for name in PAGE_TYPES):
        return []
    return [each for each in root.xpath("//*[@itemprop]") if is_post_text(each)]


def is_post_text(element: Any) -> bool:
    """Whether an element is the text of a post of a thread, by its own and its item's marks."""
    if not set(TEXTS).intersection((element.get("itemprop") or "").split()):
        return False
    around = [e.get("itemtype") or "" for e in element.iterancestors() if "itemscope" in e.attrib]
    return bool(
        around
        and around[0].endswith(POST_TYPES)
        and any(each.endswith(PAGE_TYPES) for each in around)
    )


def told_posts(page: str, root: Any) -> list[str]:
    """The texts of the posts that a page's JSON-LD tells, the question or first post first.

    None where it tells only the first and says that there are more.
    """
    if not any(name in page for name in PAGE_TYPES):
        return []
    told = [
        mend_surrogates(text)
        for node in json_ld_objects(root)
        for text in texts_of(thread_of(node), 0)
        if text.strip()
    ]
    return list(dict.fromkeys(told)) if len(told) > 1 or not COUNTED.search(page) else []


def thread_of(node: dict[str, Any]) -> Any:
    """What a JSON-LD object says of a thread: the question of a QAPage, a forum's posting."""
    kind = str(node.get("@type", ""))
    entity = node.get("mainEntity")
    if "DiscussionForumPosting" in kind:
        return node
    if "QAPage" in kind:
        return entity
    inner = entity if isinstance(entity, dict) else {}
    return inner if "DiscussionForumPosting" in str(inner.get("@type", "")) else None


def texts_of(node: Any, depth: int) -> Iterator[str]:
    """The text of a post and of all its replies, in the order given."""
    if depth > MAX_DEPTH:
        return
    if isinstance(node, list):
        for each in node:
            yield from texts_of(each, depth + 1)
    elif isinstance(node, dict):
        yield next((node[name] for name in TEXTS if isinstance(node.get(name), str)), "")
        for name in REPLIES:
            yield from texts_of(node.get(name), depth + 1)


def parts_told(text: str) -> list[Part]:
    """A told post's blocks; its text may be HTML or plain."""
    import lxml.html

    marked = text if "<" in text else html.escape(text).replace("\n", "<br>")
    return parts_below(lxml.html.fragment_fromstring(marked, create_parent="div"))


def located(root: Any, texts: Sequence[str]) -> list[Any]:
    """The elements that hold these texts, and all others with the same tag and class.

    A page often tells only some of its posts. None where fewer than half are found.
    """
    page = letters_of(root)
    long = [each for text in texts if len(each := letters(TAG.sub(" ", text))) >= PROBE // 2]
    found = [element for text in long if (element := page.holding(text)) is not None]
    if not found or 2 * len(found) < len(long):
        return []
    kinds = {(each.tag, each.get("class")) for each in found if each.get("class")}
    known = set(found)
    return [each for each in root.iter() if each in known or (each.tag, each.get("class")) in kinds]


class Letters(NamedTuple):
    """A page's letters and digits as one string, and the elements they stand in."""

    text: str
    starts: list[int]  # where each run of text begins
    elements: list[Any]  # the element around each run

    def holding(self, text: str) -> Any:
        """The smallest element around the place where a text's letters stand; None for none."""
        start = self.text.find(text[:PROBE])
        last = self.text.find(text[-PROBE:], start)
        if start < 0 or last < 0:
            return None
        end = last + len(text[-PROBE:])
        if end - start > MAX_EXCESS * len(text):
            return None
        first, final = self.around(start), self.around(end - 1)
        enclosing = {final, *final.iterancestors()}
        return next((each for each in (first, *first.iterancestors()) if each in enclosing), None)

    def around(self, position: int) -> Any:
        """The element that a letter stands in."""
        return self.elements[bisect_right(self.starts, position) - 1]


def letters_of(root: Any) -> Letters:
    """The letters and digits that a page's body shows."""
    pieces, starts, elements, position = [], [], [], 0
    for run in root.xpath("body//text()[not(parent::script)]"):
        piece = letters(html.unescape(run))
        around = run.getparent()
        pieces.append(piece)
        starts.append(position)
        elements.append(around.getparent() if run.is_tail else around)
        position += len(piece)
    return Letters("".join(pieces), starts, elements)
