"""Every reason for which cleaning drops a line: `python .ci/rules.py > docs/rules.md`."""

from __future__ import annotations

import sys

from corpus.clean.rules.listing import Listed, every_rule

HEAD = """# What cleaning drops

Every line of an article meets these in their order, and the first that applies is named in the
article's account, with its reason: `wellread explain ARTICLE`, the page's *Show what cleaning
removed*, and `wellread rules`, which counts how often each decided in your index. A rule's number
goes up when it drops more or less than before. Lines that lead to help are dropped by none of
them, and `wellread restore` brings back what you miss.

Examples are shown as the rules see them; what looks like them and is advice stays, and more than a
thousand cases in `tests/corpus/rule_cases.json` hold the rules to that. This page is made by
`make rules`.

| rule | drops | for example |
| --- | --- | --- |
"""


def row(rule: Listed) -> str:
    """A line of the table."""
    example = rule.example.replace("|", "\\|").replace("\n", " ")
    return f"| `{rule.id}/{rule.version}` | {rule.reason} | {f'`{example}`' if example else ''} |\n"


if __name__ == "__main__":
    sys.stdout.write(HEAD + "".join(map(row, every_rule())))
