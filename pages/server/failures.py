"""What readers are told where drawing a page broke: words, in their language, and never a traceback. The log has the rest."""

from __future__ import annotations

import streamlit as st

from pages.components import address
from pages.components.text import in_language


def tell(error: Exception) -> bool:
    """Say on the page that is being drawn that it could not be; for ``on_script_error`` of ``st.App``."""
    from queries.store.loading import is_exhausted  # pandas and DuckDB come with it: not before the server answers

    t = in_language(address.language())
    if is_exhausted(error):
        st.error(t("The server has no memory or no disk space left to draw this page. Try again in some minutes."))
    else:
        st.error(t("This page could not be drawn. Load it anew, or tell whoever runs the dashboard."))
    return True
