"""Documents on paper: where everything stands.

styles              type sizes, rules and tints of A4 papers
sheet               an issued A4 paper: frame, heads, foot, pages, seal
head                the head of the first page and of the pages after it
foot                code, how to verify, page x of y
closing             the last words, issuer, date and the seal over them
form_table          labels and values, two fields to a row
list_table          rows under heads that are repeated
no_house_proof      what stands on a no-house proof
property_listing    what stands on a listing
registry_proof      what stands on a proof whose fields are data
licence_copy        what stands on the print of a licence
application_receipt what stands on the A4 receipt for an application
mediation_agreement what stands on an agreement
signatures          who signed: ink over a line, name and time
daily_report        what stands on a terminal's daily report
report_sheet        a plain A4 report: head, foot, pages; no frame, no seal, no code
receipt             papers on a roll: one description, drawn as dots or as PDF
"""
