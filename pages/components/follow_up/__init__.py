"""Agreements, goals, actions, the yearly wheel and dated events."""
