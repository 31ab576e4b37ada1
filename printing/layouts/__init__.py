"""Documents on paper: where everything stands.

styles              type sizes, rules and tints of A4 papers
sheet               an issued A4 paper: frame, heads, foot, pages, seal
head                the head of the first page and of the pages after it
foot                code, how to verify, page x of y
closing             the last words, issuer, date and the seal over them
no_house_proof      what stands on a no-house proof
property_listing    what stands on a listing
receipt             the receipt: one description, drawn as dots or as PDF
"""
