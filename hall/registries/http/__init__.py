"""Registries asked over HTTP, through a city's data-sharing exchange (数据共享交换平台).

exchange_file   which registry is reached where, by which token: read and checked when the hall starts
client          one call: sent, answered, told to the log
answers         what every answer is held against
faults          everything that can go wrong, as `ExchangeDown`
records         the catalogue's questions
population, household, business, property   the hall's own questions, where the exchange answers them
"""
