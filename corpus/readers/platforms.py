"""Forums' and question-and-answer sites' software, and where its templates put a post's words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple


class Platform(NamedTuple):
    """One kind of software, told by what its public templates write into every page.

    Selectors are of a small part of CSS: `tag.class[name=value]`, `^=` and `*=` beside `=`, a
    space for "inside", a comma for "or".
    """

    name: str
    marks: tuple[str, ...]  # all stand in the source of every thread's page
    posts: str  # what holds the words of one post, and nothing else of its box
    without: str = ""  # what is in there all the same: signatures, "edited by"


PLATFORMS: tuple[Platform, ...] = (
    Platform(
        "Discourse",
        ("crawler-post",),
        ".crawler-post .post",
        ".crawler-linkback-list, .quote-controls, aside.quote .title, .post-likes",
    ),
    Platform(
        "Discourse",
        ("topic-body", "cooked"),
        ".topic-body .cooked",
        ".quote-controls, aside.quote .title, .onebox, .badge-wrapper",
    ),
    Platform(
        "XenForo",
        ("bbWrapper", "message-body"),
        ".message-body .bbWrapper",
        ".bbCodeBlock-title, .bbCodeBlock-expandLink, .bbCodeBlock-shrinkLink, .message-signature, "
        ".signature-content-wrapper, .message-lastEdit, .js-unfurl, .bbCodeBlock--unfurl",
    ),
    Platform(
        "XenForo 1",
        ("messageText", "messageContent"),
        ".messageContent .messageText",
        ".attribution, .quoteExpand, .editDate",
    ),
    Platform(
        "phpBB",
        ("postbody", 'class="content"'),
        ".postbody .content",
        ".signature, .notice, blockquote cite, .codebox p",
    ),
    Platform("phpBB 2", ("postdetails", "postbody"), "span.postbody, td.postbody", ".signature"),
    Platform(
        "FluxBB", ("blockpost", "postmsg"), ".blockpost .postmsg", ".postedit, .postsignature, cite"
    ),
    Platform(
        "vBulletin",
        ("post_message_",),
        "[id^=post_message_]",
        ".signature, .bbcode_postedby, .lastedited, .smallfont, .bbcode_description",
    ),
    Platform(
        "vBulletin 5",
        ("b-post__content", "js-post__content-text"),
        ".js-post__content-text",
        ".b-post__edit-reason, .bbcode_postedby, .js-post__signature",
    ),
    Platform(
        "Invision Community",
        ("cPost", "commentContent"),
        ".cPost [data-role=commentContent]",
        ".ipsQuote_citation, .ipsType_reset, .ipsCode_citation, .ipsEmbedded, .ipsItemStatus",
    ),
    Platform(
        "Invision Community 5",
        ("ipsEntry--post", "ipsEntry__post"),
        ".ipsEntry__post [data-role=commentContent]",
        ".ipsQuote_citation, [data-role=memberSignature], .ipsEntry__signature",
    ),
    Platform("IP.Board", ("entry-content", "post_block"), ".post_block .entry-content", "cite"),
    Platform(
        "Simple Machines",
        ("postarea", "msg_"),
        ".post .inner[id^=msg_], .postarea .inner, .post .inner[data-msgid]",
        ".quoteheader, .quotefooter, .signature, .smalltext, blockquote cite",
    ),
    Platform(
        "MyBB",
        ("post_body", "pid_"),
        ".post_body[id^=pid_]",
        ".signature, blockquote cite, .post_edit",
    ),
    Platform("NodeBB", ("post/content",), "[component=post/content]", ".post-signature"),
    Platform(
        "Vanilla",
        ("userContent", "Message"),
        ".Message.userContent, .Message .userContent, .userContent",
        ".QuoteAuthor, .js-quoteEmbed, .UserSignature",
    ),
    Platform("Flarum", ("Post-body",), ".Post-body", ".PostMention"),
    Platform(
        "Question2Answer",
        ("qa-q-view",),
        ".qa-q-view-content, .qa-a-item-content, .qa-c-item-content",
        ".qa-q-view-extra, .qa-a-selection",
    ),
    Platform(
        "Stack Exchange",
        ("js-post-body",),
        ".js-post-body, .comment-copy, [itemtype*=Comment] [itemprop=text]",
        ".js-post-notice, .post-notice, .s-notice",
    ),
    Platform("Askbot", ("post-body", "askbot"), ".post-body, .comment-body", ".post-update-info"),
    Platform(
        "Reddit",
        ("shreddit-post",),
        "shreddit-post [slot=text-body], shreddit-comment [slot=comment]",
        "faceplate-tracker, shreddit-comment-action-row",
    ),
    Platform("Reddit", ("usertext-body", "thing"), ".sitetable .thing .usertext-body .md"),
    Platform("Lemmy", ("md-div", "comment"), ".md-div"),
    Platform("Lobsters", ("comment_text", "story"), ".story_text, .comment_text"),
    Platform("Hacker News", ("commtext", "hnmain"), ".toptext, .commtext", ".reply"),
    Platform(
        "bbPress",
        ("bbp-reply-content",),
        ".bbp-topic-content, .bbp-reply-content",
        ".bbp-topic-revision-log, .bbp-reply-revision-log, .bbp-signature, .bbp-attachments",
    ),
    Platform("wpForo", ("wpforo-post",), ".wpforo-post-content", ".wpforo-post-signature"),
    Platform(
        "AnsPress",
        ("ap-question-content",),
        ".ap-question-content .ap-q-content, .question-content, .ap-answer-content",
    ),
    Platform("DW Q&A", ("dwqa-",), ".dwqa-question-content, .dwqa-answer-content"),
    Platform(
        "Drupal",
        ("node--type-forum", "field--name-"),
        ".node--type-forum .field--name-body, .field--name-comment-body",
    ),
    Platform(
        "Drupal 7",
        ("node-forum", "field-name-"),
        ".node-forum .field-name-body, .field-name-comment-body",
    ),
    Platform(
        "Khoros",
        ("lia-message-body-content",),
        ".lia-message-body-content",
        ".lia-message-signature, .lia-quilt-column-solution",
    ),
    Platform("ProBoards", ("proboards", "message"), ".post .message", ".signature, .edited_by"),
    Platform("Discuz", ("postmessage_",), "[id^=postmessage_]", ".pstatus"),
    Platform(
        "WoltLab",
        ("messageText", "messageBody"),
        ".messageBody .messageText",
        ".quoteBoxTitle",
    ),
    Platform("Tripadvisor", ("postBody", "postcontent"), ".postcontent .postBody", ".reportPost"),
)  # fmt: skip

COMPOUND = re.compile(r"(?P<tag>[\w-]+)?(?P<tests>(?:\.[\w-]+|\[[^\]]+\])*)")
TEST = re.compile(r"\.(?P<cls>[\w-]+)|\[(?P<name>[\w-]+)(?P<how>[\^*]?)=(?P<value>[^\]]+)\]")


def platforms_of(page: str) -> list[Platform]:
    """The software whose marks all stand in a page's source, in the table's order."""
    return [each for each in PLATFORMS if all(mark in page for mark in each.marks)]


def select(root: Any, selector: str) -> list[Any]:
    """The elements that a selector means, in the page's order; none for an empty one."""
    return list(compiled(selector)(root)) if selector else []


@cache
def compiled(selector: str) -> Any:
    """A selector, ready for use."""
    from lxml import etree

    return etree.XPath(xpath_of(selector))


def xpath_of(selector: str) -> str:
    """A selector as XPath.

    >>> xpath_of("tr.post [id^=msg_]")
    ".//tr[contains(concat(' ', normalize-space(@class), ' '), ' post ')]\
//*[starts-with(@id, 'msg_')]"
    """
    return " | ".join(
        "." + "".join(f"//{step_of(compound)}" for compound in path.split())
        for path in selector.split(",")
    )


def step_of(compound: str) -> str:
    """One element's tag, classes and attributes as a step of XPath."""
    found = COMPOUND.fullmatch(compound)
    if found is None:
        raise ValueError(f"no selector: {compound!r}")
    tests = "".join(condition(test) for test in TEST.finditer(found["tests"]))
    return (found["tag"] or "*") + tests


def condition(test: re.Match[str]) -> str:
    """One class or attribute as a condition of XPath."""
    if name := test["cls"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    attribute, value = f"@{test['name']}", f"'{test['value']}'"
    functions = {"": f"{attribute}={value}", "^": f"starts-with({attribute}, {value})"}
    return f"[{functions.get(test['how'], f'contains({attribute}, {value})')}]"
