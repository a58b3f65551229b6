"""What a transcript is: paragraphs, spans and edits. No Qt, no files.

Positions are code points of one paragraph's text, end exclusive, everywhere in this package.
"""

from editor.transcript.paragraph import Paragraph, Source, SourcePiece
from editor.transcript.span import Edit, Span, minimal_edit
from editor.transcript.transcript import Transcript
from editor.transcript.units import CodePoint, Utf16Unit, code_point_of, utf16_of

__all__ = [
    "CodePoint", "Edit", "Paragraph", "Source", "SourcePiece", "Span", "Transcript", "Utf16Unit",
    "code_point_of", "minimal_edit", "utf16_of",
]
