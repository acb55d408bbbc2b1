"""Commands on the index: build, builds, rollback, status."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

import click

from cli.settings import MISSING, PARTLY, Settings, pass_settings, with_globals
from cli.views import build_lines, status_lines
from corpus.collection import Collection

if TYPE_CHECKING:
    from index.build import BuildReport


@click.command()
@click.option(
    "--encoder",
    help="mpnet, minilm, or a sentence-transformers name or folder; else as the index was built.",
)
@click.option("--max-tokens", type=click.IntRange(32, 512), help="Budget of a passage.")
@click.option("--anew", is_flag=True, help="Write all of it anew, whatever changed.")
@click.option(
    "--engine",
    type=click.Choice(["embedded", "milvus"]),
    help="What keeps the vectors: the index's own files, or a Milvus; else as before.",
)
@click.option("--uri", help="Of the Milvus: http://HOST:19530, or a file NAME.db of milvus-lite.")
@click.option(
    "--token",
    help="For the Milvus; never stored. Searches read $WELLREAD_MILVUS_TOKEN, and so does build.",
)
@with_globals
@pass_settings
def build(
    settings: Settings,
    encoder: str | None,
    max_tokens: int | None,
    anew: bool,
    engine: Literal["embedded", "milvus"] | None,
    uri: str | None,
    token: str | None,
) -> None:
    """Bring the index up to date; the old one answers until the new one is published.

    Example: wellread build --encoder mpnet
    """
    choose_engine(settings, engine, uri, token)
    from index.encoders.catalogue import advice_on
    from index.history import amended

    built = build_home(settings, encoder=encoder, max_tokens=max_tokens, anew=anew)
    manifest = built.manifest
    recipe = manifest.recipe
    advice = advice_on(recipe.encoder) if built.published else ""
    head = f"Published build {built.pointer.name}" if built.published else "Already up to date"
    counts = f"{manifest.passages} passages of {manifest.articles} articles"
    counts += f" by {recipe.encoder_name}"
    work = f"{built.encoded} encoded, {built.reused} reused; {built.seconds:.1f} s"
    settings.terminal.data(
        {
            "published": built.published,
            "build": built.pointer.name,
            "plan": built.plan._asdict(),
            "articles": manifest.articles,
            "passages": manifest.passages,
            "amended": manifest.amended,
            "reconsidered": built.reconsidered._asdict(),
            "encoded": built.encoded,
            "reused": built.reused,
            "seconds": round(built.seconds, 2),
            "encoder": recipe.encoder_name,
            "left_out": [left._asdict() for left in manifest.left_out],
        },
        [
            f"{head}: {counts} ({built.plan}; {work}).",
            *filter(None, [advice]),
            *(f"{said}." for said in amended(manifest.amended if built.published else 0)),
            *(f"{said}." for said in built.reconsidered.sentences),
            *(f"! left out {left.id}: {left.reason}" for left in manifest.left_out),
        ],
    )
    if manifest.left_out:
        sys.exit(PARTLY)


def choose_engine(
    settings: Settings,
    engine: Literal["embedded", "milvus"] | None,
    uri: str | None,
    token: str | None,
) -> None:
    """Note what is to keep the vectors, where that was said."""
    if uri and engine != "milvus":
        raise click.UsageError("--uri belongs to --engine milvus.")
    if token:  # every build that this process opens is asked for with it
        os.environ["WELLREAD_MILVUS_TOKEN"] = token
    if engine:
        from index.engines.choice import choose

        choose(settings.where, engine, uri or "")


def build_home(
    settings: Settings,
    *,
    encoder: str | None = None,
    max_tokens: int | None = None,
    anew: bool = False,
) -> BuildReport:
    """Build with the encoder asked for, else the published index's, else a new index's."""
    from corpus.passages import PassageRecipe
    from index.build import encoder_in_use
    from index.encoders.catalogue import open_encoder
    from index.update import update_index

    asked = encoder or encoder_in_use(settings.where)
    recipe = PassageRecipe(max_tokens=max_tokens) if max_tokens else PassageRecipe()
    with Collection.open(settings.where) as collection:
        return update_index(
            settings.where,
            collection,
            open_encoder(asked, tell=settings.terminal.note),
            asked_for=asked,
            passages=recipe,
            tell=settings.terminal.progress(),
            anew=anew,
        )


@click.command()
@click.option("-n", "--count", type=click.IntRange(1), default=20, help="How many, newest first.")
@with_globals
@pass_settings
def builds(settings: Settings, count: int) -> None:
    """List the builds so far: when, what each did, what it left out, why one failed.

    Example: wellread builds -n 3
    """
    from index.history import read_history

    found = read_history(settings.where)[:count]
    settings.terminal.data(
        {
            "builds": [
                entry._asdict()
                | {"left_out": [{"id": e.id, "reason": e.reason} for e in entry.left_out]}
                for entry in found
            ]
        },
        [line for entry in found for line in build_lines(entry)] or ["Nothing was built yet."],
    )


@click.command()
@with_globals
@pass_settings
def rollback(settings: Settings) -> None:
    """Go back to the build before; once more returns to this one."""
    from index.update import go_back

    published = go_back(settings.where)
    settings.terminal.data(
        {"build": published.current.name}, [f"Build {published.current.name} answers now."]
    )


@click.command()
@click.option("--check", is_flag=True, help="Leave with 5 when the index is out of date.")
@with_globals
@pass_settings
def status(settings: Settings, check: bool) -> None:
    """Say how the index stands to the collection."""
    from index.status import read_status

    with Collection.open(settings.where) as collection:
        found = read_status(settings.where, collection)
    manifest = found.manifest
    settings.terminal.data(
        {
            "home": str(settings.where),
            "articles": found.articles,
            "stale": found.is_stale,
            "plan": found.plan._asdict(),
            "build": found.pointer.name if found.pointer else None,
            "index": None if manifest is None else {
                "articles": manifest.articles, "passages": manifest.passages,
                "variants": manifest.variants, "amended": manifest.amended,
                "built": manifest.built, "vectors": manifest.vectors,
                "place": manifest.place and manifest.place._asdict(),
                "recipe": asdict(manifest.recipe),
                "left_out": [left._asdict() for left in manifest.left_out],
            },
            "needs_review": [noted._asdict() for noted in found.noted],
            "warning": found.warning or None,
        },
        status_lines(found),
    )  # fmt: skip
    if check and manifest is None:
        sys.exit(MISSING)
    if check and found.is_stale:
        sys.exit(PARTLY)
