"""Carries out what the flow asks for, on threads of its own, and posts what became of it.

runner         `EffectRunner`: the way in
parts          what a runner is built from
errand         one request on its way: ends once, can be called back
workers        the threads
scheduler      what is due later
timers         the flow's timers
reading        cards and codes
shown_code     what a citizen may have shown instead of an identity code
face           the face comparison
hall           sign-in, case, paper, catalogue
farewell       the end of a citizen's session at the hall
printing_once  a print, from `prepared` to its end
paper          PrintPaper and PrintReceipt
receipt        the receipt's data
wipe           everything personal outside the state
outbox         the hall is told what the journal keeps for it
device_events  what devices post, as the flow's events
health         what of the terminal works
problems       every error as a `Problem`: one table
crash          a fault of the program: journalled, in types and places only
"""
