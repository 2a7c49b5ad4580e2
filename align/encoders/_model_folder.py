"""What a sentence-transformers folder must be like before it is loaded."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.errors import ModelError

_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt")


def check_folder(folder: Path) -> None:
    """See that a folder holds a sentence-transformers model which runs no code when it is read.

    Raises:
        ModelError: if it does not.
    """
    if not folder.is_dir():
        raise ModelError(f"{folder}: there is no such folder")
    if not (folder / "modules.json").is_file():
        raise ModelError(f"{folder}: not a sentence-transformers model, it has no modules.json")
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]) for module in modules]
        folders = {(folder / str(module["path"])).resolve() for module in modules}
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"{folder}/modules.json: not a list of modules ({error})") from error
    for kind in kinds:
        if not kind.startswith("sentence_transformers."):
            raise ModelError(
                f"{folder}: needs code of its own ({kind}), which Concord does not run"
            )
    for part in folders | {folder.resolve()}:
        _refuse_pickles(part)


def _refuse_pickles(folder: Path) -> None:
    files = list(folder.iterdir()) if folder.is_dir() else []
    pickled = sorted(file.name for file in files if file.suffix in _PICKLES)
    if pickled and not any(file.suffix == ".safetensors" for file in files):
        raise ModelError(
            f"{folder}: its weights are pickled ({pickled[0]}), and a pickle can run code when it "
            "is read; save the model with safetensors, or take one that has them"
        )
