"""The screens, the parts they share (``components``) and what the browser gets before any screen (``server``)."""
