"""What the website must say of itself: who runs it, how accessible it is, what it keeps in browsers."""
