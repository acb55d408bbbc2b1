"""What can go wrong with plain text and Markdown: lines, marks, nesting and front matter."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.odd import CHARACTERS, WORDS, any_of

ENDS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\n\n\n\n", " ", "")
MARKS = (
    *(
        "# ",
        "###### ",
        "> ",
        "- ",
        "* ",
        "1. ",
        "999999999. ",
        "    ",
        "\t",
        "| a | b |",
        "```\n",
        "~~~",
    ),
    *(
        "[a]: http://x.example 'b'\n",
        "<div>",
        "<!-- ",
        "---",
        "===",
        "***",
        "![](",
        "[](",
        "**",
        "__",
    ),
    *("\\", "&amp;", "<https://x.example>", "[^1]: ", "- [ ] ", "|---|---|", "{#id}", ":::", "$$"),
)
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(7)
)
MATTER = (
    "title: Rest\nauthor: [A, B]\n", "title: [[[]]]\n", "title: {a: {b: c}}\n", "title: 0x1F\n",
    "title: 2024-01-01\npublished: 2024-99-99\n", "published: 9999-12-31T23:59:60Z\n", "title:\n",
    "title: !!python/object/apply:os.system ['true']\n", "title: !!binary aGk=\n", "? [a]\n: b\n",
    "author: .inf\nsite: ~\nlanguage: yes\n", "title: \"\\ud800\\u202e\\0\"\n", "title: a: b: c\n",
    "<<: *a\n", "- just\n- a list\n", "title: &a [*a]\n", "url: javascript:alert(1)\n", "'\n",
    "snippets: max-snippet:-1\n", "language: " + "e" * 500 + "\n", "title: |\n  a\n  b\n", BOMB,
    "title: " + "[" * 800 + "\n", "title: '" + "a" * 19_000 + "'\n", "1: 2\n3.5: x\nnull: y\n",
)  # fmt: skip


def lines_moved(chance: Random, text: str) -> str:
    """Lines in another order, doubled, or lost."""
    lines = text.split("\n")
    deed = chance.randrange(4)
    if deed == 0:
        chance.shuffle(lines)
    elif deed == 1:
        lines = [line for line in lines if chance.random() < 0.7]
    elif deed == 2:
        lines *= chance.choice((2, 30))
    else:
        at = chance.randrange(len(lines))
        lines[at : at + 1] = [lines[at]] * chance.choice((3, 500))
    return "\n".join(lines)


def ends_changed(chance: Random, text: str) -> str:
    """Another end of lines, everywhere or at times; or none, which makes one long line."""
    end, lines = any_of(chance, ENDS), text.split("\n")
    if chance.random() < 0.5:
        return end.join(lines)
    return "".join(line + (end if chance.random() < 0.3 else "\n") for line in lines)


def marked(chance: Random, text: str) -> str:
    """Marks before lines: one, the same before each, or many before one."""
    mark, lines = any_of(chance, MARKS), text.split("\n")
    deed = chance.randrange(3)
    if deed == 0:
        return "\n".join(mark + line for line in lines)
    at = chance.randrange(len(lines))
    lines[at] = mark * chance.choice((1, 3, 50, 2_000)) + lines[at]
    return "\n".join(lines)


def between_words(chance: Random, text: str) -> str:
    """A mark or an odd character for the spaces of a stretch."""
    piece = any_of(chance, (*CHARACTERS, "*", "_", "`", "~", "|", "[", "](", ")", "<", ">", "\\"))
    start = chance.randint(0, len(text))
    end = start + chance.choice((50, 1_000))
    return text[:start] + text[start:end].replace(" ", f" {piece}") + text[end:]


def nested(chance: Random, text: str) -> str:
    """Quotations in lists in quotations, or brackets in brackets."""
    depth = chance.choice((3, 30, 300, 2_000))
    opening, closing = chance.choice(
        (("> ", ""), ("- ", ""), ("> - ", ""), ("[", "](x)"), ("*", "*"), ("**a", "**"), ("(", ")"))
    )
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = opening * depth + lines[at] + closing * depth
    return "\n".join(lines)


def stepped(chance: Random, text: str) -> str:
    """A list that goes one step deeper with each line."""
    mark = any_of(chance, ("- ", "1. ", "> ", "* "))
    deep = "".join(
        " " * (2 * i) + mark + any_of(chance, WORDS)[:30] + "\n"
        for i in range(chance.choice((9, 90)))
    )
    return text + "\n" + deep if chance.random() < 0.5 else deep + text


def fronted(chance: Random, text: str) -> str:
    """Front matter that nobody means, or that never ends."""
    end = any_of(chance, ("---\n", "---\n", "---\n", "...\n", "--", ""))
    return f"---\n{any_of(chance, MATTER)}{end}{text}"


WRITTEN_DEEDS = (
    lines_moved, ends_changed, marked, between_words, nested, stepped, fronted, fronted,
)  # fmt: skip
