"""What an earlier or damaged build says of how it was made is believed where it can be."""

import pytest

from index.stated_recipe import StatedRecipe, is_sound


@pytest.mark.parametrize(
    ("encoder", "max_tokens", "sound"),
    [
        ("minilm", 32, True),
        ("mpnet", 512, True),
        ("minilm", 31, False),
        ("minilm", 513, False),
        ("minilm", True, False),
        ("minilm", "160", False),
        ("an encoder of somebody", 160, False),
    ],
)
def test_what_can_be_asked_for_is_sound(encoder, max_tokens, sound):
    """A known encoder, and a length that a build may be asked for; anything else is passed over."""
    assert is_sound(StatedRecipe(encoder, max_tokens)) is sound
