"""How often an engine errs, measured on pairs of pictures that somebody brings.

pairs        the CSV file: columns a, b, same
degrading    a picture made as small and as poor as a card's
rates        AUC, EER and FNMR at a given FMR, with confidence intervals: pure
measuring    pictures in, scores out, rates told

Terms are those of ISO/IEC 19795-1: FMR, how often two people are taken for one; FNMR, how often one person for two.
"""
