"""What each registry says of each synthetic person and firm, made from a seed so that the registries agree.

answers    collects the rows, by subject and question
wording    days, months, money and numbers in the words of Chinese papers
town       who lives with whom, who works where, whose house is mortgaged: what several registries must say alike
careers    work, study and pensions, from which insurance, housing fund, tax and school records follow
family, work, medical, homes, roads, schools, firms, welfare    one module a kind of registry
everything all of it together

The questions and their fields are those of ``catalogue/vocabulary/lookups.toml``; a test holds each to the other.
"""
