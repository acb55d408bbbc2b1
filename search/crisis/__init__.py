"""Which questions call for help lines, and which lines: all of it here, nothing stored or sent."""

from __future__ import annotations

from search.crisis.calls import calls_for_help, crisis_card, question_besides
from search.crisis.card import (
    CrisisCard,
    as_json,
    guess_region,
    help_card,
    sms_address,
    tel_address,
)
from search.crisis.lines import (
    HelpLine,
    HelplinesFileError,
    Region,
    read_helplines,
    read_time_zones,
    regions_from,
)
from search.crisis.plain import plain

__all__ = [
    "CrisisCard",
    "HelpLine",
    "HelplinesFileError",
    "Region",
    "as_json",
    "calls_for_help",
    "crisis_card",
    "guess_region",
    "help_card",
    "plain",
    "question_besides",
    "read_helplines",
    "read_time_zones",
    "regions_from",
    "sms_address",
    "tel_address",
]
