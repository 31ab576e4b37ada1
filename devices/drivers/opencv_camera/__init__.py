"""Cameras that OpenCV can open: USB and built-in ones, network streams, recordings and folders of pictures."""
