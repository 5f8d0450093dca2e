"""The inspection file: one TinyDB JSON file that is never half-written.

`InspectionFile` is all that the rest of the house knows of it. Nothing outside this package imports tinydb.
"""

from fieldwork.store.file import InspectionFile, write_new
from fieldwork.store.seal import Seal, is_sealed_file, unlock
from fieldwork.store.writer import Later, SaveState

__all__ = ["InspectionFile", "Later", "SaveState", "Seal", "is_sealed_file", "unlock", "write_new"]
