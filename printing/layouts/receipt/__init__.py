"""Papers on a roll: one description in printer's dots, drawn as a raster or as PDF.

items      what can stand on a receipt, each in its place
column     the pen that goes down the paper
parts      what they share: sizes for 80 mm and 58 mm, head, facts, code, end
service    what a service receipt says
application what the receipt for an application says
ticket     what a queue ticket says
voucher    what a payment voucher says
compose    any of them for a paper
dots       the items as a raster
vector     the items as PDF
"""
