"""Articles as nobody should write them, for tests of every page."""

TITLE = "A title that does not end " * 76  # 1,976 characters
WORD = "quagga" * 1_700  # 10,200 characters
SENTENCES = (
    "Herons stand still in <b>cold</b> water, <script>window.hacked = 1</script> and wait.",
    "A heron costs $5 and $6, or \\frac{1}{2} of $x^2$, and ![gull](http://evil.example/g.png).",
    "Read [more](javascript:window.hacked=1) of :material/home: herons and :red[patience].",
    "<img src='http://evil.example/h.png' onerror='window.hacked = 1'> Herons fly slowly home.",
    "\u202eherons of the left bank\u202c sleep beside \u2067 the others, as many people know.",
    f"The longest word for a heron is {WORD}, and nobody says it twice in an evening.",
)
ODD = "\n\n".join(SENTENCES) + "\n"
FILES = {
    "odd.md": f"---\ntitle: {TITLE}\nauthor: <i>Nobody</i>\nsite: '](javascript:alert(1))'\n"
    f"url: javascript:window.hacked=1\npublished: the day before\n---\n{ODD}",
    "bare.txt": ODD.replace("Herons", "Egrets").replace("heron", "egret"),
}
QUESTION = "why do herons stand still in cold water"


def write_odd(folder):
    """Writes them into a folder, and gives it."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
