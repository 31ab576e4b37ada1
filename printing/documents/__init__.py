"""Documents as data: frozen, checked when they are made, silent in logs.

fields              the rules that fields keep, each broken rule naming its field
moments             time as people on paper write it
paper               what every issued paper carries: applicant, issue, seal
money               amounts in fen, in figures and in capitals
ink                 a signature's strokes as black dots
no_house_proof      不动产登记信息查询证明（无房屋登记信息）
property_listing    不动产登记信息查询结果
registry_proof      a proof of any registry's fields
licence_copy        电子证照打印件
application_receipt 收件回执, on A4 and on a roll
mediation_agreement 人民调解协议书, signed on the pad
service_receipt     办件回执
queue_ticket        排队号票
payment_voucher     缴费凭证
daily_report        自助终端日清日报
kinds               the union of all documents and their names
json_form           documents from and to JSON
digest              a document's content in sixteen bytes, for the claim in its code
examples            ordinary and extreme content, all of it made up: proofs, listings, service receipts
desk_examples       the same: licences, applications, agreements
hall_examples       the same: tickets, vouchers, reports
example_parts       what the examples share
"""
