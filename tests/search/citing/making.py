"""Articles to cite, with one passage that is all of their text."""

from corpus.article import Article, Passage
from search.citing.reference import quote_of, reference_of


def reference(text="Rest is work.", *, id="calm/rest.md", quoted=True, **fields):
    """The reference of an article with these fields, its whole text quoted."""
    article = Article(id=id, text=text, **{"title": "Why rest is work", **fields})
    whole = Passage(article_id=id, ordinal=0, start=0, end=len(text), text=text)
    return reference_of(article, [quote_of(article, whole)] if quoted else [])
