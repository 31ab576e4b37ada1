"""Chinese typesetting: what stands where on a line, a page, a table.

characters   classes of characters and what they forbid
atoms        unbreakable pieces of a text and the gaps between them
breaking     where a paragraph's lines end
lines        a set line: every character with its place
canvas       the canvas that set lines and forms are drawn on
blocks       what can be set to a width, divided between pages and drawn
paragraph    text in lines
table        rows and cells, divided between rows, header repeated
flow         blocks onto pages
airy         a page that is not full
"""
