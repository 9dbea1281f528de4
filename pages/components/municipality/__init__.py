"""A municipality's page: what its figures say in a sentence, in cards, in a chart and in tables. Given rows, never asking."""
