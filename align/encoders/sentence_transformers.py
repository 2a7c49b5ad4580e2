"""Any sentence-transformers model: a folder, or a name on the hub.

A folder never touches the network. A name on the hub is looked for among the models that were
downloaded before; only if it is not there, it is downloaded. Weights must be safetensors, and no
code of the model's own runs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.encoders import EncoderBackend, EncoderOptions, Vectors
from align.encoders._texts import well_formed
from align.encoders._weights import is_installed
from corpus.errors import ModelError

if TYPE_CHECKING:
    from align.encoders._sentence_model import SentenceModel

_HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")
_WANTED = ("*.json", "*.txt", "*.model", "*.safetensors")
"""Files of a model that are read: no pickles, no code, no other formats of the same weights."""


class SentenceTransformersEncoder:
    """See the module; the model is found at once, and loaded by the first text."""

    def __init__(self, options: EncoderOptions) -> None:
        self._options = options
        self._name = options.model
        self._folder = Path(options.model).expanduser() if _is_folder(options.model) else None
        if self._folder is not None:
            from align.encoders._model_folder import check_folder

            check_folder(self._folder)

    @cached_property
    def signature(self) -> str:
        """The model's name and the hash of its files."""
        name = self._name if self._folder is None else self._located.resolve().name
        return f"sentence-transformers/{name}@{_fingerprint(self._located)}/fp32"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._model.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), dimension), float32, unit length.

        What a text has beyond the model's longest input is not seen. Lone surrogates count as
        U+FFFD.
        """
        return self._model.encode(well_formed(texts))

    @cached_property
    def _located(self) -> Path:
        return self._folder if self._folder is not None else _find_or_download(self._name)

    @cached_property
    def _model(self) -> SentenceModel:
        from align.encoders._sentence_model import SentenceModel

        return SentenceModel(self._located, self._options)


def _is_folder(name: str) -> bool:
    """Whether the name means a folder: it is one, or it cannot be a name on the hub."""
    return Path(name).expanduser().exists() or not _HUB_NAME.fullmatch(name)


def _find_or_download(name: str) -> Path:
    """The folder of a model of the hub.

    Raises:
        ModelError: if it cannot be had.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
        if (folder / "modules.json").is_file() and any(folder.glob("**/*.safetensors")):
            return folder
    except LocalEntryNotFoundError:
        pass
    except ValueError as error:
        raise ModelError(f"{name}: not the name of a model on the hub ({error})") from error
    try:
        return Path(snapshot_download(name, allow_patterns=list(_WANTED)))
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError, ValueError) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise ModelError(
            f"{name}: neither downloaded before nor to be had from the hub now ({reason}); "
            "for a model on this machine give the path of its folder"
        ) from error


def _fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits over the names and contents of all files that are read."""
    digest = hashlib.sha256()
    files = {file for pattern in _WANTED for file in folder.rglob(pattern) if file.is_file()}
    for file in sorted(files, key=lambda file: file.relative_to(folder).as_posix()):
        with file.open("rb") as opened:
            content = hashlib.file_digest(opened, "sha256").hexdigest()
        digest.update(f"{file.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]


BACKEND = EncoderBackend(
    name="sentence-transformers",
    summary="any model by the path of its folder or its name on the hub, such as "
    "sentence-transformers/LaBSE",
    languages="the model's",
    licence="the model's",
    requirement="",
    available=lambda: is_installed("sentence_transformers"),
    open=SentenceTransformersEncoder,
)
