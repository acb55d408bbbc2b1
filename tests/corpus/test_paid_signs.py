"""Each word that a paid link gives itself away by: in its place it is a sign, elsewhere none."""

from __future__ import annotations

import pytest

from corpus.clean.folding import words_in
from corpus.clean.rules.paid_signs import signs

PLACES = {  # what stands around a word → the words that make it a sign of a paid link
    "another external {} stands there": (
        "source, sources, resource, resources, site, sites, website, websites, webpage, webpages, "
        "page, pages, guide, guides, content, material, materials, link, links, article, articles, "
        "post, posts, document, documents, study, publication, publications, text, texts, read"
    ),
    "it was {} for you": (
        "chosen, selected, picked, curated, prepared, crafted, recommended, suggested, handpicked"
    ),
    "it is {} for you": "waiting",
    "we {} a visit": "suggest, recommend",
    "we {} you to visit": "invite",
    "our team {} it": "suggests, recommends, loves",
    "a deal we {}": "love",
    "expand your {}": (
        "knowledge, understanding, reading, learning, study, studies, perspective, horizons, "
        "comprehension, experience, grasp, expertise"
    ),
    "now go {}": "deeper, further",
    "a {} look": "fuller, better, firmer",
    "{} yourself": "immerse, submerge",
    "{} to know": (
        "eager, keen, curious, want, wish, looking, seeking, hoping, interested, ready, craving, "
        "hungry"
    ),
    "{} more facts": "discover, uncover, find, gain, unlock, access",
    "{} even more": "learn, explore",
    "now go in {}": "depth",
    "visit the {} now": (
        "website, site, page, link, resource, offer, collection, comparison, store, shop"
    ),
    "it is near the {}": "topic, subject, theme",
    "the {} discussed": "matter",
    "the {} at hand": "issue",
    "it is one {} away": "click",
    "{} here": "unlock",
    "{} us later": "thank",
    "these are our {} there": "partner, partners",
    "there are {} there": "deals, discount, discounts, bonuses, bundles, wholesale",
    "these {} last": "offers",
    "a paid {}": "plan",
    "a whole {} there": "range",
    "{} now": "order",
    "our {} there": "store, shop",
    "people keep it, everyone keeps {} about it": "talking",
    "everyone is {}": "raving",
    "everyone keeps {} it": "ordering, buying",
    "{} yourself to this": "treat",
    "before you {} this tab": "close, leave",
}
MORE_THAN_ONE = {"visit the offer now": 2}  # "the offer" is goods, too
CASES = [place.format(word) for place, words in PLACES.items() for word in words.split(", ")]


@pytest.mark.parametrize("sentence", CASES)
def test_each_word_is_a_sign_in_its_place(sentence: str) -> None:
    """One sign, which is common in honest prose; two together are not."""
    assert signs(sentence, words_in(sentence)) == MORE_THAN_ONE.get(sentence, 1)


@pytest.mark.parametrize("place", PLACES)
def test_another_word_in_the_same_place_is_none(place: str) -> None:
    """It is the word that gives the sentence away."""
    sentence = place.format("kettles")
    assert signs(sentence, words_in(sentence)) == 0
