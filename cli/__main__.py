"""`python -m cli` is `wellread`."""

from cli.main import main

main()
