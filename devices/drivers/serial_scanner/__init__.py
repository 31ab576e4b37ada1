"""Code scanners on a serial line, continuous or triggered, in the dialects of several makers."""
