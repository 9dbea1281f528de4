"""The parts of the screen of living conditions."""
