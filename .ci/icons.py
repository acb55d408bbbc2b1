"""Makes `page/icons/few.woff2`: of the font of icons that Streamlit ships, those that it names.

`pip install fonttools brotli`, then `python .ci/icons.py`, when a test says that an icon is
missing: another Streamlit may name others. Of some 4,300 icons 77 were needed when this was
written, 8 kB of 375 kB. An icon is a ligature: its name, in this font, is drawn as one sign.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "page" / "icons" / "few.woff2"
NAMED = re.compile(r":material/([a-z0-9_]+)")


def static() -> Path:
    """The folder of the files that Streamlit serves."""
    return Path(str(find_spec("streamlit").origin)).parent / "static" / "static"


def named() -> set[str]:
    """The icons that Streamlit's own scripts name."""
    return {name for file in static().glob("js/*.js") for name in NAMED.findall(file.read_text())}


def keep(font: TTFont, names: set[str]) -> None:
    """Take every other ligature out of a font; else all icons would be reached by their letters."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            for first, ligatures in list(getattr(table, "ligatures", {}).items()):
                table.ligatures[first] = [
                    each
                    for each in ligatures
                    if "".join(letters.get(sign, "?") for sign in (first, *each.Component)) in names
                ]
                if not table.ligatures[first]:
                    del table.ligatures[first]


def main() -> None:
    """Write the font anew."""
    (source,) = static().glob("media/MaterialSymbols-Rounded.*.woff2")
    font, names = TTFont(source), named()
    keep(font, names)
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(set("".join(names)))))
    subsetter.subset(font)
    subset.save_font(font, TARGET, options)


if __name__ == "__main__":
    main()
