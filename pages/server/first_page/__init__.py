"""The page itself in the first answer: read before any script has run, and without scripts.

``kept`` has what is kept of pages that were drawn for nobody, ``tree`` puts together what Streamlit sent of one, ``markup``
writes it as HTML with the marks of Streamlit's own, so that one style sheet gives both the same look, ``widgets`` what can be
pressed as links and forms, ``charts`` the charts as SVG. ``shell.js`` lets Streamlit's page take the place of this one.
"""
