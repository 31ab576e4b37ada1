"""The kiosk's side of the hall's HTTP contract, /v1: typed calls in, domain values out, every failure a type.

    client       `HallClient`: one method a call
    access       where the hall is and who we are
    leash        how long a call may take, and its cancel from another thread
    transport    one exchange with retries where they are safe
    connections  `requests` over connections that a leash can cut
    problems     RFC 9457 documents to `HallRefused`
    reading      strict JSON: what breaks the contract is named by its place
    decoding     replies to domain values
    encoding     domain values to bodies
    values       what only the hall's contract knows

Nothing here is shared with the hall but the text of the contract. All methods are safe from any thread.
"""
