"""Texts: the nouns that all of Concord speaks in, and the files that they come from and go to."""
