"""The story of a search: query, candidates, ranking, relevance, citation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Self

from corpus.article import Place
from corpus.likeness import stands_in
from index.away import VectorsAwayError
from index.encoder import Encoder, EncoderMismatchError, WeightsMissingError
from index.encoders.catalogue import open_encoder
from index.filters import ArticleFilter
from index.opened import Index, open_index
from index.passages import Located
from index.variants import same_as
from index.words import sentence_terms
from search.asked_once import AskedOnce
from search.crisis import crisis_card, question_besides
from search.diversify import fold_variants, limit_per_article
from search.excerpt import excerpt_of
from search.fusion import Mixed
from search.highlight import Asked, Sentence, asked_by, best_sentence, stemmed, stems_of
from search.hit import Answer, Hit, Relation, plainest
from search.meant import as_meant
from search.query import MAX_LENGTH, Mode, Query, make_query
from search.relevance import judge
from search.retrieve import DEPTH, retrieve
from search.text_fragment import open_at
from search.verbatim import least_of

AWAY = "Only words are searched for now: what finds passages by their meaning does not answer."
BESIDES = "What is here on thoughts of suicide, and what to do now, comes first."
MOST_BESIDES = 2  # passages
CUT = f"The question is long: only its first {MAX_LENGTH:,} characters are searched for."


@dataclass(frozen=True)
class SearchEngine:
    """A published index and its encoder; immutable, safe to ask from many threads.

    `SearchEngine.open("path/to/home").search("how do I sleep better").hits`
    """

    index: Index
    encoder: Encoder | None  # None: its weights are not on this machine, so only words are asked
    note: str = ""  # why the encoder is missing

    @classmethod
    def open(cls, home: Path | str) -> Self:
        """Open what is published in a home, with the encoder that it was built with.

        Raises:
            IndexMissingError: nothing was built yet.
            IndexUnusableError: no build can be trusted.
            EncoderMismatchError: the encoder's weights are not those of the build.
        """
        index = open_index(Path(home))
        recipe = index.manifest.recipe
        try:
            encoder = open_encoder(recipe.encoder)
        except WeightsMissingError as error:
            return cls(index, None).by_words(error)
        if encoder.name != recipe.encoder_name:
            raise EncoderMismatchError(recipe.encoder_name, encoder.name)
        return cls(index, encoder)

    def by_words(self, reason: WeightsMissingError) -> Self:
        """The same without its encoder; every answer says why."""
        return replace(self, encoder=None, note=f"Only words are searched: {reason}")

    def search(
        self,
        question: str | Query,
        *,
        mode: Mode = "best",
        where: ArticleFilter | None = None,
        count: int = 10,
        per_article: int = 2,
        locale: str | None = None,
        timezone: str | None = None,
        country: str = "",
        exact_words: bool = False,
    ) -> Answer:
        """Answer a question with passages, best first, each with all that is needed to cite it.

        Passages that are not relevant are left out, so that an answer may have none. Where the
        vectors can't be asked now, words are searched, and a note says so. `locale`,
        `timezone` and `country` choose the help lines of a crisis card. A word that seems mistyped
        is put right, and the answer says so, unless `exact_words`. Nothing is stored.

        Raises:
            EmptyQueryError: there is no word in the question.
        """
        begun = time.perf_counter()
        query = (
            question
            if isinstance(question, Query)
            else make_query(
                question, mode=mode, where=where, count=count, per_article=per_article,
                exact_words=exact_words,
            )
        )  # fmt: skip
        place = {"locale": locale, "timezone": timezone, "country": country}
        asked = replace(self, encoder=self.encoder and AskedOnce(self.encoder))
        try:
            return asked.answer(query, begun, **place)
        except WeightsMissingError as error:  # of some models, only loading them tells
            return self.by_words(error).answer(query, begun, **place)

    def answer(self, query: Query, begun: float, **place: str | None) -> Answer:
        """The answer to a query; `place` is where its reader may be, `begun` when it was asked."""
        meant, likely = as_meant(query, self.index, self.encoder)
        hits, is_away = self.hits_or_words(meant)
        card = crisis_card(query.typed or query.text, likely.text, encoder=self.encoder, **place)
        besides: tuple[Hit, ...] = ()
        if card:  # whoever may be in danger is not sent to what is off the point
            hits = tuple(hit for hit in hits if hit.relation != "weak")
            besides = self.hits_besides(query)
            hits = numbered([*besides, *hits], query.count)
        return Answer(
            query=query,
            hits=hits,
            relevance=plainest([hit.relation for hit in hits]),
            crisis=card,
            took_ms=(time.perf_counter() - begun) * 1000,
            passages_searched=len(self.index.vectors),
            notes=self.notes(
                query,
                offered="" if meant.text == likely.text else likely.text,
                is_away=is_away,
                said=BESIDES if besides else "",
            ),
            corrected=meant.text if meant.text != query.text else "",
        )

    def hits_besides(self, query: Query) -> tuple[Hit, ...]:
        """Passages on what a cry for help is about, where its words are ones no article has."""
        about = question_besides(query.typed or query.text)
        if not about:
            return ()
        hits, _ = self.hits_or_words(replace(query, text=about, count=MOST_BESIDES))
        return tuple(hit for hit in hits if hit.relation == "strong")

    def notes(self, query: Query, *, offered: str, is_away: bool, said: str) -> tuple[str, ...]:
        """What a reader should know of the answer to a query."""
        cut = CUT if query.is_cut else ""
        mistyped = f"Did you mean: {offered}?" if offered else ""
        away = AWAY if is_away else ""
        return tuple(filter(None, (self.index.warning, self.note, away, cut, mistyped, said)))

    def rank(self, query: Query, *, depth: int = DEPTH) -> Iterator[Mixed]:
        """The rows that may answer, best first, relevant or not; few of each article.

        Articles that say the same are all ranked: whoever measures a ranking judges each.
        """
        return self.few_of_each(retrieve(self.index, self.encoder, query, depth=depth), query)

    def few_of_each(self, ranked: Iterable[Mixed], query: Query) -> Iterator[Mixed]:
        """A ranking with few rows of each article; one of those of which little may be shown."""
        of_row, once = self.index.article_of_row, self.index.limited
        return limit_per_article(ranked, of_row, most=query.per_article, once=once)

    def best(self, query: Query) -> list[Mixed]:
        """The best `query.count` rows, articles that say the same folded into one.

        Where that leaves fewer than there could be, candidates are looked for further down.
        """
        depth = DEPTH
        while True:
            found = retrieve(self.index, self.encoder, query, depth=depth)
            best = list(islice(self.folded(self.few_of_each(found, query), query), query.count))
            if len(best) == query.count or len(found) < depth or not self.may_leave_out:
                return best
            depth *= 4

    @property
    def may_leave_out(self) -> bool:
        """Whether a ranking may lack rows that the index has further down."""
        return bool(self.index.heads or self.index.limited)

    def folded(self, ranked: Iterable[Mixed], query: Query) -> Iterator[Mixed]:
        """A ranking without what says again what was shown."""
        of_row, heads = self.index.article_of_row, self.index.heads
        return fold_variants(ranked, of_row, heads, most=query.per_article, is_told=self.is_told)

    def is_told(self, row: int, shown: Sequence[int]) -> bool:
        """Whether at least half of a row's passage stands in the article of one of those shown."""
        passage = self.index.passages.located([row])[0].passage
        return any(
            stands_in(passage.text, article.text)
            for _, _, article in self.index.passages.located(shown)
        )

    def hits_or_words(self, query: Query) -> tuple[tuple[Hit, ...], bool]:
        """The relevant hits, and whether they are by words alone since the vectors are away."""
        try:
            return tuple(self.hits(query)), False
        except VectorsAwayError:
            return tuple(replace(self, encoder=None).hits(query)), True

    def hits(self, query: Query) -> Iterator[Hit]:
        """The relevant ones among the best `query.count` rows, numbered."""
        best = self.best(query)
        located = self.index.passages.located([mixed.row for mixed in best])
        asked = asked_by(query.text, self.index.words)
        near = self.nearness(query, [mixed.row for mixed in best])
        rank = 1
        for mixed, place in zip(best, located, strict=True):
            sentences = stemmed(place.article, place.passage, sentence_terms)
            relation = self.relation(asked, mixed, place, sentences)
            if mixed.verbatim:
                relation = plainest([relation, least_of(query.text)])
            if relation != "none":
                sentence = best_sentence(sentences, asked, near=near.get(mixed.row))
                yield self.hit(rank, relation, mixed, place, sentence)
                rank += 1

    def nearness(self, query: Query, rows: Sequence[int]) -> Mapping[int, list[float]]:
        """How near in meaning the sentences of some rows are; of none where words are asked."""
        if self.encoder is None or query.mode == "words" or not rows:
            return {}
        return self.index.sentences.nearness(rows, self.encoder.encode_query(query.text))

    def relation(
        self, asked: Asked, mixed: Mixed, located: Located, sentences: Sequence[Sentence]
    ) -> Relation:
        """How likely one row's passage answers what is asked."""
        _, passage, article = located
        found = stems_of(article, passage, sentences, sentence_terms)
        return judge(mixed.similarity, asked.rarities, found, self.index.background)

    def hit(
        self, rank: int, relation: Relation, mixed: Mixed, located: Located, sentence: Place
    ) -> Hit:
        """One row with everything that a reader needs."""
        passage, article = located.passage, located.article
        excerpt = excerpt_of(article, passage, sentence)
        halves = (("meaning", mixed.near), ("words", mixed.words is not None))
        return Hit(
            rank=rank,
            score=mixed.score,
            relation=relation,
            passage=excerpt.passage,
            article=article,
            best_sentence=excerpt.best_sentence,
            found_by=tuple(name for name, ranked in halves if ranked),
            similarity=mixed.similarity,
            open_url=open_at(article, excerpt.best_sentence, since=excerpt.since),
            notice=excerpt.notice,
            variants=same_as(self.index.passages, article.id) if self.index.heads else (),
        )


def numbered(hits: Iterable[Hit], count: int) -> tuple[Hit, ...]:
    """The first of some hits, each passage once, with their ranks in this order."""
    once: dict[str, Hit] = {}
    for hit in hits:
        once.setdefault(hit.passage.id, hit)
    first = islice(once.values(), count)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(first, start=1))
