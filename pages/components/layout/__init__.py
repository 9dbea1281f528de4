"""What all pages share: the answer first, the evidence one step below."""
