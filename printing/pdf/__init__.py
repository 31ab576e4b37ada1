"""The thin layer over ReportLab: typed objects and stored forms.

objects    typed shims over ReportLab's untyped object model
form       a drawing kept compressed and placed as a form XObject
stencil    a picture of one bit a dot: a signature's ink
"""
