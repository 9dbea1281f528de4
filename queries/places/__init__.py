"""Where places lie: boundaries, neighbours, distances."""
