"""The hall's signature in a paper's PDF (PAdES), and what a check of such a file finds.

certificates   the hall's own authority, and the certificate that signs papers
names          what the parts are called
attachment     the paper's data, inside its PDF
pades          sign
signature      check the signature alone
paper_check    check a file whole: signature, code, data and what is to be read
picture        find the code in a photo or a scan
"""
