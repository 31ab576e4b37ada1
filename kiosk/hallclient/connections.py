"""`requests` over connections that tell the call's leash which socket they use.

A thread that waits for an answer can only be woken by cutting its socket, and neither requests nor urllib3 says which
one that is. So the connection classes of urllib3 (their documented extension point, `ConnectionCls`) are given one
more duty: before anything is sent, they hand their socket to the leash of the call that runs on this thread.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.leash import Leash

_POOLED = 8
"""Connections kept open: as many as the effects have threads."""


class _OnThisThread(threading.local):
    leash: Leash | None = None


_running = _OnThisThread()


@contextmanager
def held_by(leash: Leash) -> Iterator[None]:
    """While the block runs, connections used on this thread are cut when `leash` is cancelled."""
    _running.leash = leash
    try:
        yield
    finally:
        _running.leash = None
        leash.let_go()


def _hand_over(used: socket.socket | None) -> None:
    if _running.leash is not None and used is not None:
        _running.leash.hold(used)


class _CuttableConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _hand_over(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        # A connection from the pool is connected already.
        _hand_over(self.sock)
        super().request(*arguments, **options)


class _CuttableTlsConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _hand_over(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        _hand_over(self.sock)
        super().request(*arguments, **options)


class _CuttablePool(HTTPConnectionPool):
    ConnectionCls = _CuttableConnection


class _CuttableTlsPool(HTTPSConnectionPool):
    ConnectionCls = _CuttableTlsConnection


class _CuttableAdapter(HTTPAdapter):
    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _CuttablePool, "https": _CuttableTlsPool}


def open_session(access: HallAccess) -> requests.Session:
    """Return a session for the hall alone: no proxies or passwords from the environment, no cookies, no retries."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(access.ca_file) if access.ca_file is not None else True
    session.headers.clear()
    session.headers.update(
        {
            "Accept": "application/json, application/problem+json",
            "Accept-Encoding": "gzip, identity",
            "Authorization": f"Bearer {access.token}",
            "User-Agent": access.user_agent,
        }
    )
    session.cookies = RequestsCookieJar(DefaultCookiePolicy(allowed_domains=[]))
    adapter = _CuttableAdapter(pool_connections=1, pool_maxsize=_POOLED, max_retries=0)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
