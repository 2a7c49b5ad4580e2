"""The number grammar: every number in an English or Chinese text, typed and exact."""
