"""A sample plug-in for Concord: each file holds one constant that `pyproject.toml` names."""
