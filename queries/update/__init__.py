"""Newer figures from their publishers, fetched by an administrator with ``python -m queries.update``; never by the server.

Nothing else imports this package: what it needs of the network (``requirements-update.txt``) is not part of what runs.

- ``answers``: asking a host, within limits;
- ``statistics_sweden``, ``kolada``, ``bra``: what Statistics Sweden, Kolada and Brå answer, as figures;
- ``figures``: what is new, revised or missing;
- ``publication``: the figures as files of the project's contract;
- ``writing``: putting them into the folder, all or nothing.
"""
