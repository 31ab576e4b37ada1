"""Documents as data: frozen, checked when they are made, silent in logs.

fields              the rules that fields keep, each broken rule naming its field
moments             time as people on paper write it
paper               what every issued paper carries: applicant, issue, seal
no_house_proof      不动产登记信息查询证明（无房屋登记信息）
property_listing    不动产登记信息查询结果
service_receipt     办件回执
kinds               the union of all documents and their names
json_form           documents from and to JSON
digest              a document's content in sixteen bytes, for the claim in its code
examples            ordinary and extreme content, all of it made up
"""
