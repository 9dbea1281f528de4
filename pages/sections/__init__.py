"""Parts of a screen that ask questions and draw."""
