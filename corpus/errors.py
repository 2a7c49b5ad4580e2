"""The exception tree.

    ConcordError                 anything a user can cause and mend
    ├── UsageError               options or arguments that do not fit together
    ├── InputError               a file that cannot be used; knows path, line and unit
    │   ├── UnreadableFileError  missing, a directory, no permission, empty, too large
    │   ├── UnknownFormatError   no reader for it
    │   ├── EncodingError        not text in any encoding that we know
    │   └── MalformedFileError   breaks the rules of its own format
    ├── ModelError               an encoder that is missing, damaged or unusable
    ├── PluginError              a plug-in that does not keep the contract
    └── OutputError              a result that cannot be written

The command line prints the message of any of these and exits with 2. Anything else is a
defect of Concord and keeps its traceback.
"""


class ConcordError(Exception):
    """Base of every error that a user can cause and mend."""


class UsageError(ConcordError):
    """Options or arguments that do not fit together."""


class InputError(ConcordError):
    """A file that cannot be used.

    Attributes:
        path: the file as the user named it.
        line: 1-based line of the fault, where known.
        unit: id of the translation unit or row, where known.
    """

    def __init__(
        self, message: str, *, path: str, line: int | None = None, unit: str | None = None
    ) -> None:
        self.path = path
        self.line = line
        self.unit = unit
        where = path if line is None else f"{path}:{line}"
        if unit is not None:
            where += f" (unit {unit})"
        super().__init__(f"{where}: {message}")


class UnreadableFileError(InputError):
    """The file is missing, a directory, empty, too large, or may not be read."""


class UnknownFormatError(InputError):
    """No reader knows this kind of file."""


class EncodingError(InputError):
    """The bytes are not text in any encoding that we know."""


class MalformedFileError(InputError):
    """The file breaks the rules of its own format."""


class ModelError(ConcordError):
    """An encoder is missing, damaged or unusable."""


class PluginError(ConcordError):
    """A plug-in does not keep the contract."""


class OutputError(ConcordError):
    """A result cannot be written."""
