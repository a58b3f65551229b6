"""The sounds of English as one-letter symbols: their features, their coarse classes, and what each letter is called.

A pronunciation is a string of the 39 symbols below (ARPAbet without stress). Expanded to features, three letters a
phone (manner, place, voice for consonants; height, backness, kind for vowels, each slot with its own alphabet), a
plain edit distance over the expansion becomes a weighted phone distance: "b" for "p" costs one letter of three.
The coarse classes merge what recognisers confuse most: voicing, neighbouring vowels, S and Z, CH, SH and JH.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ARPABET = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
           .split())
SYMBOL = dict(zip(ARPABET, "aAxOwIbCdDeRYfghiEjklmnNoypqsStTuUvWJzZ", strict=True))
VOWELS = frozenset(SYMBOL[p] for p in "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())
SIBILANTS = frozenset(SYMBOL[p] for p in ("S", "Z"))  # sounds of a plural or possessive ending

_FEATURES = {
    "P": "1a+", "B": "1a-", "T": "1b+", "D": "1b-", "K": "1c+", "G": "1c-",
    "F": "2a+", "V": "2a-", "TH": "2d+", "DH": "2d-", "S": "2b+", "Z": "2b-", "SH": "2e+", "ZH": "2e-",
    "CH": "3e+", "JH": "3e-", "M": "4a-", "N": "4b-", "NG": "4c-",
    "L": "5b-", "R": "5e-", "W": "6a-", "Y": "6e-",
    "HH": "2g",  # weak: often dropped, so it weighs less
    "IY": "HFt", "IH": "HFl", "EY": "MFt", "EH": "MFl", "AE": "LFl", "AA": "LBl", "AO": "LBr",
    "OW": "MBr", "UH": "HBl", "UW": "HBr", "AY": "LFd", "AW": "LBd", "OY": "MBd",
    "AH": "Mx", "ER": "Mxq",
}
FEATURE_LETTERS = "".join(sorted(set("".join(_FEATURES.values()))))
_EXPANDED = {SYMBOL[phone]: letters for phone, letters in _FEATURES.items()}
_TABLE = str.maketrans(_EXPANDED)

_CLASSES = ("P B", "F V", "T D", "S Z", "TH DH", "K G", "SH ZH CH JH", "M", "N NG", "L", "R ER", "W", "Y HH",
            "IY IH EY EH", "AA AO AH OW AE", "UH UW AW", "AY OY")
CLASS_COUNT = len(_CLASSES)

CLASS_OF: npt.NDArray[np.int64] = np.zeros(128, np.int64)  # by symbol's code: coarse class, 0..16
for _class, _phones in enumerate(_CLASSES):
    for _phone in _phones.split():
        CLASS_OF[ord(SYMBOL[_phone])] = _class

# the classes in eight groups of a byte each: how often each group occurs in a span is one difference of a running sum
_GROUPS = np.array([0, 0, 1, 2, 1, 3, 2, 4, 4, 5, 6, 0, 7, 7, 7, 7, 7], np.uint64)
ONE_OF_GROUP: npt.NDArray[np.uint64] = np.uint64(1) << (_GROUPS * np.uint64(8))

WIDTH_OF: npt.NDArray[np.int64] = np.zeros(128, np.int64)  # by symbol's code: letters of its expansion
FEATURES_OF: npt.NDArray[np.uint8] = np.zeros((128, 3), np.uint8)  # by symbol's code: its expansion, 0 beyond
INDEX_OF: npt.NDArray[np.int64] = np.zeros(128, np.int64)  # by symbol's code: 0..38
for _at, _phone in enumerate(ARPABET):
    WIDTH_OF[ord(SYMBOL[_phone])] = len(_FEATURES[_phone])
    FEATURES_OF[ord(SYMBOL[_phone]), : len(_FEATURES[_phone])] = list(_FEATURES[_phone].encode("ascii"))
    INDEX_OF[ord(SYMBOL[_phone])] = _at

# the letters of the expansions in eight groups, chosen so that their counts tell unlike sounds apart
_FEATURE_GROUPS = ("+1c", "2adg", "4b", "6Br", "-35e", "Ll", "FHt", "Mxqd")
FEATURE_COUNTS_OF: npt.NDArray[np.uint64] = np.zeros(128, np.uint64)  # by symbol's code: a byte for each group
for _phone, _letters in _FEATURES.items():
    for _letter in _letters:
        _place = next(at for at, group in enumerate(_FEATURE_GROUPS) if _letter in group)
        FEATURE_COUNTS_OF[ord(SYMBOL[_phone])] += np.uint64(1 << (8 * _place))

_NAMES = {
    "a": "EY", "b": "B IY", "c": "S IY", "d": "D IY", "e": "IY", "f": "EH F", "g": "JH IY", "h": "EY CH", "i": "AY",
    "j": "JH EY", "k": "K EY", "l": "EH L", "m": "EH M", "n": "EH N", "o": "OW", "p": "P IY", "q": "K Y UW",
    "r": "AA R", "s": "EH S", "t": "T IY", "u": "Y UW", "v": "V IY", "w": "D AH B AH L Y UW", "x": "EH K S",
    "y": "W AY", "z": "Z IY",
}
LETTER_NAMES = {letter: "".join(SYMBOL[phone] for phone in said.split()) for letter, said in _NAMES.items()}


def expand(phones: str) -> str:
    """Return the feature letters of a phone string, two or three a phone."""
    return phones.translate(_TABLE)


def codes_of(phones: str) -> npt.NDArray[np.uint8]:
    """Return the character codes of a phone string, to index CLASS_OF, WIDTH_OF and INDEX_OF."""
    return np.frombuffer(phones.encode("ascii"), np.uint8)


def classes_of(phones: str) -> npt.NDArray[np.int64]:
    """Return the coarse class of each phone."""
    return CLASS_OF[codes_of(phones)]


def symbols(arpabet: str) -> str:
    """Return the symbols of "HH AH L OW", stress digits ignored; raises KeyError for what is no phone."""
    return "".join(SYMBOL[phone.rstrip("012")] for phone in arpabet.split())
