"""Thermal receipt printer that speaks ESC/POS. See README.md."""
