"""One file per page, each a few calls to `pages.ui` and `geo`."""
