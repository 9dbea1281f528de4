"""The whole country in a sentence and in cards. Given rows, never asking."""
