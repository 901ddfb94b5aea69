"""Waiting in a page that evaluates no text as a script: our policy forbids it."""

from typing import Any

from playwright.sync_api import Frame, Page

_PATIENCE_MS = 20_000  # for a machine with other work
_UNTIL = """([arg, patience]) => new Promise((done, late) => {
  const from = performance.now();
  const look = () => {
    const found = (PREDICATE);
    if (typeof found === "function" ? found(arg) : found) done(true);
    else if (performance.now() - from > patience) late(new Error("waited in vain"));
    else setTimeout(look, 16);
  };
  look();
})"""


def until(
    page: Page | Frame, predicate: str, arg: Any = None, timeout: float = _PATIENCE_MS
) -> None:
    """Wait until an expression, or a function of `arg`, holds in the page; `timeout` in ms.

    `wait_for_function` of Playwright evaluates its text again and again, by the page's own rules.
    """
    page.evaluate(_UNTIL.replace("PREDICATE", predicate), [arg, timeout])
