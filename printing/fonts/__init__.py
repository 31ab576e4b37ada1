"""Fonts: read, chained, cut down and embedded.

sfnt        read a TrueType file
composite   glyphs made of glyphs
subset      cut a font down to what a document uses
outline     a glyph as a path, for ornament
catalogue   which faces there are, what stands in for what
runs        split text by the font that has it; refuse what no font has
embedding   one composite font a face and document, with a right ToUnicode map
"""
