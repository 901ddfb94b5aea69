"""How soon the search answers: the first letter on a fresh page, and every further letter."""

from playwright.sync_api import Browser

from tests.bench import probes
from tests.bench.figures import Ledger
from tests.bench.pages import Opened, fresh_context

#: In all alphabets; some are places of the atlas, some towns of the gazetteer, some homonyms.
WORDS = ("kharlachi", "Хайратон", "جلال آباد", "Sahiwal", "torghundi", "Красноярск")


def searches(browser: Browser, url: str, ledger: Ledger, runs: int) -> None:
    """From a letter in the search box to the first frame with its list."""
    for run in range(runs):
        with fresh_context(browser) as context:
            opened = Opened(context, "atlas", url)
            opened.settle()
            word = WORDS[run % len(WORDS)]
            for end in range(1, len(word) + 1):
                typed = word[:end].strip()
                elapsed = opened.frame.evaluate(
                    probes.after(probes.type_words(typed), probes.listed(typed))
                )
                ledger.add("search-first" if end == 1 else "search-letter", "atlas", elapsed)
