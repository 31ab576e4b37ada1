"""The receipt: one description in printer's dots, drawn as a raster or as PDF.

items      what can stand on a receipt, each in its place
column     the pen that goes down the paper
compose    what a service receipt says, for 80 mm and for 58 mm
dots       the items as a raster
vector     the items as PDF
"""
