"""The thin layer over ReportLab: typed objects, stored forms, and a canvas that speaks of set lines.

objects    typed shims over ReportLab's untyped object model
form       a drawing kept compressed and placed as a form XObject
canvas     the canvas that documents are drawn on
"""
