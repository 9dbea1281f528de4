"""How the police make a local picture: its five steps, and the models whose figures others must put in."""
