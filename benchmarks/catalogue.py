"""The catalogue: reading its files, publishing them, searching it.

The baseline of a search is the plainest there can be in the same run: the query as a substring of titles and aliases.
Budget: a search of the whole catalogue below 50 ms.
"""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from benchmarks.harness import Figure, figure, report

_RUNS: Final = 5
_ROUNDS: Final = 5
# As people type: words, parts of words, initials, whole pinyin, mixed, English, nothing that answers.
_TYPED: Final = (
    *("无房证明", "社保", "社保缴费", "低保", "驾照", "身份证", "公积金", "退休", "上户口", "开公司", "营业执照"),
    *("wfzm", "sb", "tx", "gjj", "wufangzhengming", "shebao", "tuixiu", "wufangzm", "jiazhao", "a", "a" * 40),
    *("residence", "permit", "no-house", "retirement", "12345", "找不到的事", "zzzzqq", "证明", "申请", "不用排队"),
)


def _substring(typed: str, texts: list[list[str]]) -> list[list[str]]:
    return [names for names in texts if any(typed in name for name in names)]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def figures(runs: int = _RUNS, rounds: int = _ROUNDS) -> Sequence[Figure]:
    """Read, publish and search the seed's catalogue on a database in memory."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hall.project.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from hall.catalogue.files.reading import read_catalogue
    from hall.catalogue.listing import Sort, Wanted, items_page
    from hall.catalogue.offer import OfferCache
    from hall.catalogue.pinyin import spell
    from hall.catalogue.publication import publish
    from hall.seed.freshness import CATALOGUE_FOLDER

    call_command("migrate", verbosity=0)
    load = _timed(lambda: spell("预热"))
    read = [_timed(lambda: read_catalogue(CATALOGUE_FOLDER)) for _ in range(runs)]
    publication = read_catalogue(CATALOGUE_FOLDER)
    first = _timed(lambda: publish(publication))
    again = [_timed(lambda: publish(publication)) for _ in range(runs)]
    offers = OfferCache()
    offer = offers.current()
    made = _timed(lambda: (offer.body, offer.items, offer.bundles))
    texts = [[item.title.zh, *item.aliases] for item in offer.catalogue.items]
    searched: list[float] = []
    plain: list[float] = []
    listed: list[float] = []

    def listing(wanted: Wanted) -> str:
        return items_page(offers.current(), wanted).model_dump_json()

    for _ in range(rounds):
        for typed in _TYPED:
            wanted = Wanted(typed, "", "", "", Sort.BEST, 1, 20)
            searched.append(_timed(partial(offer.items.search, typed)))
            plain.append(_timed(partial(_substring, typed, texts)))
            listed.append(_timed(partial(listing, wanted)))
    return [
        figure("items", [len(publication.items)], ""),
        figure("bundles", [len(publication.bundles)], ""),
        figure("load the pinyin dictionary, once", [load], "ms"),
        figure("read and check all files", read, "ms"),
        figure("publish them first", [first], "ms"),
        figure("publish them again, nothing changed", again, "ms"),
        figure("make the reply and the index", [made], "ms"),
        figure("size of the whole catalogue", [len(offer.body) / 1024], "KiB"),
        figure("search the whole catalogue, median", searched, "ms", baseline=plain),
        figure("search the whole catalogue, p99", searched, "ms", percent=99, baseline=plain),
        figure("GET /v1/items?q= without HTTP, median", listed, "ms"),
        figure("GET /v1/items?q= without HTTP, p99", listed, "ms", percent=99),
    ]


if __name__ == "__main__":
    report("catalogue", figures())
