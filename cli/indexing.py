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
    from index.runners.runner import Runner


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
@click.option(
    "--runner",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    envvar="WELLREAD_RUNNER",
    help="What reads, cleans and embeds: this machine, or the workers of a Ray.",
)
@click.option(
    "--address",
    help="Of the Ray: HOST:PORT; else $RAY_ADDRESS, else one is begun here, for this build.",
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
    runner: Literal["local", "ray"],
    address: str | None,
) -> None:
    """Bring the index up to date; the old one answers until the new one is published.

    Example: wellread build --encoder mpnet
    """
    choose_engine(settings, engine, uri, token)
    run = chosen_runner(runner, address)
    built = build_home(settings, encoder=encoder, max_tokens=max_tokens, anew=anew, runner=run)
    for line in run_lines(run):
        settings.terminal.note(line)
    settings.terminal.data(built_values(built), built_lines(built))
    leave_partly(built)


def built_values(built: BuildReport) -> dict[str, object]:
    """What a build did, for programs."""
    manifest = built.manifest
    return {
        "published": built.published,
        "plan": built.plan._asdict(),
        "articles": manifest.articles,
        "passages": manifest.passages,
        "amended": manifest.amended,
        "reconsidered": built.reconsidered._asdict(),
        "encoded": built.encoded,
        "reused": built.reused,
        "seconds": round(built.seconds, 2),
        "encoder": manifest.recipe.encoder_name,
        **named(built),
    }


def named(built: BuildReport | None) -> dict[str, object]:
    """A build and what it left out, for programs; None and nothing where none was made."""
    left_out = built.manifest.left_out if built else ()
    return {
        "build": built.pointer.name if built else None,
        "left_out": [left._asdict() for left in left_out],
    }


def left_out_lines(built: BuildReport | None) -> list[str]:
    """The articles that a build left out, each with its reason."""
    left_out = built.manifest.left_out if built else ()
    return [f"! left out {left.id}: {left.reason}" for left in left_out]


def leave_partly(built: BuildReport | None) -> None:
    """Leave with 5 where a build left something out."""
    if built and built.manifest.left_out:
        sys.exit(PARTLY)


def built_lines(built: BuildReport) -> list[str]:
    """The same, for people."""
    from index.encoders.catalogue import advice_on
    from index.history import amended

    manifest = built.manifest
    advice = advice_on(manifest.recipe.encoder) if built.published else ""
    head = f"Published build {built.pointer.name}" if built.published else "Already up to date"
    counts = f"{manifest.passages} passages of {manifest.articles} articles"
    counts += f" by {manifest.recipe.encoder_name}"
    work = f"{built.encoded} encoded, {built.reused} reused; {built.seconds:.1f} s"
    return [
        f"{head}: {counts} ({built.plan}; {work}).",
        *filter(None, [advice]),
        *(f"{said}." for said in amended(manifest.amended if built.published else 0)),
        *(f"{said}." for said in built.reconsidered.sentences),
        *left_out_lines(built),
    ]


def chosen_runner(name: Literal["local", "ray"], address: str | None) -> Runner:
    """Who is to do a build's work."""
    from index.runners.choice import runner_of

    if address and name != "ray":
        raise click.UsageError("--address belongs to --runner ray.")
    return runner_of(name, address or "")


def run_lines(runner: Runner) -> list[str]:
    """What a run on other machines was like; nothing of one on this machine."""
    from index.runners.spread import Spread

    if not isinstance(runner, Spread) or not runner.tally.shards:
        return []
    shards, taken, lost, machines = runner.tally
    said = f"Ray: {counted(shards, 'shard')}, {shards - taken} of them made now on "
    said += counted(machines, "machine")
    before = f", {taken} of an earlier run" if taken else ""
    again = f"; {counted(lost, 'worker')} lost, and their shards made by others" if lost else ""
    return [f"{said}{before}{again}."]


def counted(number: int, thing: str) -> str:
    """So many things.

    >>> counted(1, "shard"), counted(0, "worker")
    ('1 shard', '0 workers')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


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
    runner: Runner | None = None,
) -> BuildReport:
    """Build with the encoder asked for, else the published index's, else a new index's."""
    from corpus.passages import PassageRecipe
    from index.build import encoder_in_use
    from index.encoders.catalogue import open_encoder
    from index.runners.local import LOCAL
    from index.update import update_index

    asked = encoder or encoder_in_use(settings.where)
    recipe = PassageRecipe(max_tokens=max_tokens) if max_tokens else PassageRecipe()
    with Collection.open(settings.where) as collection:
        return update_index(
            settings.where,
            collection,
            open_encoder(asked, tell=settings.terminal.note, fetch=bool(encoder)),
            asked_for=asked,
            passages=recipe,
            tell=settings.terminal.progress(),
            anew=anew,
            runner=runner or LOCAL,
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

    with settings.look() as collection:
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
