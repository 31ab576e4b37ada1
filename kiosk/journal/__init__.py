"""What the terminal did, written before and after it did it: ids, codes, counts and times; nothing about a person.

    journal     `open_journal`, `Journal`: the way in
    intents     what is about to be done, and how it ended
    prints      how far each print is known to have come
    outbox      what the hall must still be told
    faults      what staff must know of
    messages    what the outbox carries
    store       one SQLite connection: one lock, one transaction a write, every commit on the disk
    schema      tables and their versions
    damage      a file that cannot be trusted any more: moved aside, what is readable brought over
    vocabulary  what may be written at all

Threads: any. Every write is one short transaction under one lock, and its caller waits until it is on the disk,
because an effect may only begin after its intent is there. A writer thread of its own would add a queue and two
switches without making any caller wait less; a connection a call would add an open and a schema read to each.
"""
