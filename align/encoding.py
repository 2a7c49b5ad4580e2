"""Opening an encoder by name."""

from __future__ import annotations

from align.encoders import Encoder, EncoderOptions, backends


def open_encoder(options: EncoderOptions, *, cached: bool = True) -> Encoder:
    """The encoder that the options name."""
    by_name = {backend.name: backend for backend in backends()}
    return by_name[options.model].open(options)
