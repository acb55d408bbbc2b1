"""Small pages as the known forums' templates write them: a question, a reply, what stands around.

Written for these tests. Each holds ASKED, REPLIED and, beside them, JUNK in its user boxes,
signatures, buttons and lists of other threads.
"""

from __future__ import annotations

ASKED = "I wake at four every night since the new job began. Does anybody know this?"
REPLIED = "It was the same with me for a year, and a fixed hour to get up helped most of all."
JUNK = "Purple kettle 512"  # no reader came for it

BOX = f"<div class='side'><a href='/u/1'>wren_77</a> <span>{JUNK}</span></div>"


def xenforo(words: str) -> str:
    """A post of XenForo 2."""
    return (
        "<article class='message message--post'><div class='message-inner'>"
        f"<div class='message-cell message-cell--user'>{BOX}</div>"
        "<div class='message-cell message-cell--main'><div class='message-content'>"
        f"<article class='message-body'><div class='bbWrapper'>{words}</div></article>"
        f"<aside class='message-signature'><div class='bbWrapper'>{JUNK}</div></aside>"
        f"</div><footer>{JUNK}</footer></div></div></article>"
    )


def invision(words: str) -> str:
    """A post of Invision Community 4."""
    return (
        f"<article class='cPost ipsComment'>{BOX}<div data-role='commentContent' "
        f"class='ipsType_richText'><p>{words}</p></div>"
        f"<div data-role='memberSignature'>{JUNK}</div></article>"
    )


def described(kind: str, words: str) -> str:
    """A post marked with schema.org's microdata, in a template that nobody knows."""
    return (
        f"<div itemscope itemtype='https://schema.org/{kind}'>{BOX}"
        f"<div itemprop='text'><p>{words}</p></div><span>{JUNK}</span></div>"
    )


PAGES: dict[str, str] = {
    "Discourse, as a crawler sees it": "".join(
        f"<div class='topic-body crawler-post'><div class='crawler-post-meta'>{JUNK}</div>"
        f"<div class='post' itemprop='text'><p>{words}</p></div>"
        f"<div class='crawler-linkback-list'>{JUNK}</div></div>"
        for words in (ASKED, REPLIED)
    ),
    "Discourse, as a browser saves it": "".join(
        f"<article><div class='topic-avatar'>{JUNK}</div><div class='topic-body'>"
        f"<div class='cooked'><p>{words}</p></div><nav>{JUNK}</nav></div></article>"
        for words in (ASKED, REPLIED)
    ),
    "Discourse, without scripts": "<p>Loading</p><noscript data-path='/t/1'>"
    + "".join(
        f"<div class='topic-body crawler-post'><p>{JUNK}</p>"
        f"<div class='post'><p>{words}</p></div></div>"
        for words in (ASKED, REPLIED)
    )
    + "</noscript>",
    "XenForo": xenforo(ASKED) + xenforo(REPLIED),
    "XenForo 1": "".join(
        f"<li class='message'>{BOX}<div class='messageContent'><article>"
        f"<blockquote class='messageText'>{words}</blockquote></article></div>{JUNK}</li>"
        for words in (ASKED, REPLIED)
    ),
    "phpBB": "".join(
        f"<div class='post'><dl class='postprofile'>{BOX}</dl><div class='postbody'>"
        f'<div class="content">{words}</div><div class="signature">{JUNK}</div></div></div>'
        for words in (ASKED, REPLIED)
    ),
    "FluxBB": "".join(
        f"<div class='blockpost'><div class='postleft'>{BOX}</div><div class='postright'>"
        f"<div class='postmsg'><p>{words}</p><p class='postedit'>{JUNK}</p></div>"
        f"<div class='postsignature postmsg'>{JUNK}</div></div></div>"
        for words in (ASKED, REPLIED)
    ),
    "vBulletin": "".join(
        f"<table><tr><td>{BOX}</td><td><div id='post_message_{number}'>{words}</div>"
        f"<div class='signature'>{JUNK}</div></td></tr></table>"
        for number, words in enumerate((ASKED, REPLIED))
    ),
    "Invision Community": invision(ASKED) + invision(REPLIED),
    "Simple Machines": "".join(
        f"<div class='post_wrapper'><div class='poster'>{BOX}</div><div class='postarea'>"
        f"<div class='post'><div class='inner' id='msg_{number}'>{words}</div></div>"
        f"<div class='signature'>{JUNK}</div></div></div>"
        for number, words in enumerate((ASKED, REPLIED))
    ),
    "MyBB": "".join(
        f"<div class='post'>{BOX}<div class='post_content'>"
        f"<div class='post_body scaleimages' id='pid_{number}'>{words}</div>"
        f"<div class='signature'>{JUNK}</div></div></div>"
        for number, words in enumerate((ASKED, REPLIED))
    ),
    "NodeBB": "".join(
        f"<li component='post'>{BOX}<div component='post/content'><p>{words}</p></div>{JUNK}</li>"
        for words in (ASKED, REPLIED)
    ),
    "Question2Answer": (
        f"<div class='qa-q-view'><div class='qa-voting'>{JUNK}</div>"
        f"<div class='qa-q-view-content'><p>{ASKED}</p></div>{BOX}</div>"
        f"<div class='qa-a-list-item'><div class='qa-voting'>{JUNK}</div>"
        f"<div class='qa-a-item-content'><p>{REPLIED}</p></div>{BOX}</div>"
    ),
    "Stack Exchange": (
        f"<div class='question'><div class='js-voting-container'>{JUNK}</div>"
        f"<div class='s-prose js-post-body'><p>{ASKED}</p></div>{BOX}</div>"
        f"<div class='answer'><div class='s-prose js-post-body'><p>{REPLIED}</p></div>{BOX}</div>"
    ),
    "Reddit": (
        f"<shreddit-post><div>{JUNK}</div><div slot='text-body'><p>{ASKED}</p></div>"
        f"</shreddit-post><shreddit-comment><div slot='commentMeta'>{JUNK}</div>"
        f"<div slot='comment'><p>{REPLIED}</p></div></shreddit-comment>"
    ),
    "bbPress": (
        f"<div class='topic'>{BOX}<div class='bbp-reply-content'><p>{ASKED}</p></div></div>"
        f"<div class='reply'>{BOX}<div class='bbp-reply-content'><p>{REPLIED}</p>"
        f"<ul class='bbp-reply-revision-log'><li>{JUNK}</li></ul></div></div>"
    ),
    "microdata of a QAPage": (
        "<div itemscope itemtype='https://schema.org/QAPage'>"
        + described("Question", ASKED)
        + described("Answer", REPLIED)
        + "</div>"
    ),
    "microdata of a forum": (
        "<div itemscope itemtype='https://schema.org/DiscussionForumPosting'>"
        f"<p itemprop='text'>{ASKED}</p>{described('Comment', REPLIED)}</div>"
    ),
    "JSON-LD of a QAPage, with the posts' elements": (
        "<script type='application/ld+json'>"
        '{"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "Waking at four",'
        f' "text": "{ASKED}", "acceptedAnswer": {{"@type": "Answer", "text": "{REPLIED}"}}}}}}'
        f"</script><section>{BOX}<div class='w'><p>{ASKED}</p></div></section>"
        f"<section>{BOX}<div class='w'><p>{REPLIED}</p></div></section>"
    ),
    "JSON-LD of a forum that only a script would show": (
        "<script type='application/ld+json'>"
        f'{{"@graph": [{{"@type": "DiscussionForumPosting", "text": "<p>{ASKED}</p>",'
        f' "comment": [{{"@type": "Comment", "text": "{REPLIED}"}}]}}]}}</script>'
        f"<div>{JUNK}</div>"
    ),
    "unknown software": "<div class='forum-topic'>"
    + "".join(
        f"<div class='entry row{number}'><div class='user'>{BOX}</div>"
        f"<div class='words'>{words} {words[::-1]}</div></div>"
        for number, words in enumerate((ASKED, REPLIED, "Thank you all, and rest well tonight."))
    )
    + "</div>",
}
