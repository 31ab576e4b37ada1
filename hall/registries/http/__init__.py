"""Registries asked over HTTP, through a city's data-sharing exchange (数据共享交换平台).

exchange_file   which registry is reached where, by which token: read and checked when the hall starts
records         the adapter: one question, one call
answers         what came back, held against the question
faults          everything that can go wrong, as `ExchangeDown`
"""
