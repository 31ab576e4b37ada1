"""What makes paper look and feel issued: guilloche, rosette, seal, micro text, the mark of a specimen.

palette     the inks
curves      smooth lines as PDF operators
frame       the guilloche frame of a page
rosette     the guilloche behind the text
seal        a round official seal, drawn as shapes
lettering   text as shapes: micro text, the mark of a specimen
"""
