"""Code scanners that type: USB keyboards whose key strokes are read from the kernel's input events."""
