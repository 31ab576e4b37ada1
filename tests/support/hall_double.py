"""A small hall that speaks the contract over real HTTP and can be told to fail. It shares no code with hall/.

It keeps what a client can tell apart: idempotency keys, sessions, cases, papers, ratings, reports.
"""

import hashlib
import json
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, ClassVar
from uuid import uuid4

TOKEN = "terminal-token-of-the-tests"
PDF = b"%PDF-1.7\n" + b"synthetic page " * 200 + b"\n%%EOF\n"
KNOWN_NUMBER = "430124199001010014"
CODE = "IDC-0123456789abcdef"
NOW = "2026-11-23T17:41:00+08:00"
_TEXT = {"zh": "示例", "en": "Example"}


class Fault(Enum):
    """What the next matching request meets."""

    SERVER_ERROR = "500, as a page of a web server"
    UNAVAILABLE = "503 with a problem document: nothing was done"
    WRONG_JSON = "200 with JSON that breaks the contract"
    NOT_JSON = "200 with a page of HTML"
    HALF_REPLY = "done, then half of the answer's body and a cut"
    LOST_REPLY = "done, then a cut before the answer"
    HELD = "done, and the answer held back until released"
    REDIRECT = "302 to somewhere else"
    OTHER_BYTES = "the document with one byte changed"
    SHORT_BYTES = "the document without its last bytes"
    LONG_BYTES = "the document a hundred times over"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    key: str | None
    body: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class _Answer:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class _Refused(Exception):
    def __init__(self, status: int, code: str, *, actor: str = "technician", retry: bool = False) -> None:
        self.answer = _problem(status, code, actor=actor, retry=retry)
        super().__init__(code)


def _problem(status: int, code: str, *, actor: str = "technician", retry: bool = False) -> _Answer:
    document = {
        "type": f"urn:hallkiosk:problem:{code}",
        "title": "A problem.",
        "status": status,
        "code": code,
        "retry_is_safe": retry,
        "actor": actor,
    }
    return _Answer(status, json.dumps(document).encode(), {"Content-Type": "application/problem+json"})


def _json(status: int, body: object) -> _Answer:
    return _Answer(status, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


class HallDouble:
    """The hall. `start` and `stop` make it reachable and not; what it keeps outlives both."""

    def __init__(self) -> None:
        """Make a hall that is not reachable yet."""
        self.port = 0
        self.asked: list[Asked] = []
        self.ratings: dict[str, int] = {}
        self.reports: list[dict[str, Any]] = []
        self.cases: dict[str, dict[str, Any]] = {}
        self.papers: dict[str, str] = {}
        self.papers_of_citizens: set[str] = set()
        self.superseded: list[str] = []
        self.sessions: set[str] = set()
        self.download_state = "waiting"
        self.registry_down = False
        self.catalogue_version = "1"
        self.released = Event()
        self.held = Event()
        self._refusals: list[tuple[str, _Answer]] = []
        self._faults: list[tuple[str, Fault]] = []
        self._replies: dict[str, tuple[str, _Answer]] = {}
        self._sockets: set[socket.socket] = set()
        self._lock = Lock()
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    @property
    def base_url(self) -> str:
        """Where it is, or was."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on the same port as before if there was one; over TLS where a context is given."""
        hall = self

        class Handler(_Handler):
            double = hall

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        if tls is not None:
            # The handshake is left to each connection's own thread.
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), name="hall double")
        self._thread.start()

    def stop(self) -> None:
        """Cut every connection and listen no more."""
        if self._server is None or self._thread is None:
            return
        self.released.set()
        self._server.shutdown()
        self._thread.join(timeout=10)
        with self._lock:
            sockets = tuple(self._sockets)
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._server = None

    def next(self, path_ends: str, *faults: Fault) -> None:
        """Make the next requests whose path ends so meet `faults`, one each."""
        with self._lock:
            self._faults += [(path_ends, fault) for fault in faults]

    def refuse_next(self, path_ends: str, status: int, code: str, *, actor: str = "staff", retry: bool = False) -> None:
        """Make the next request whose path ends so be refused with a problem document."""
        with self._lock:
            self._refusals.append((path_ends, _problem(status, code, actor=actor, retry=retry)))

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        with self._lock:
            return [f"{asked.method} {asked.path}" for asked in self.asked]

    def answer(self, asked: Asked) -> tuple[_Answer, Fault | None]:
        """Do what is asked, or meet a fault."""
        with self._lock:
            self.asked.append(asked)
            fault = self._take(asked.path, self._faults)
            refusal = self._take(asked.path, self._refusals)
        if refusal is not None:
            return refusal, fault
        if fault in (Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.WRONG_JSON, Fault.NOT_JSON, Fault.REDIRECT):
            return _FAULTY[fault], fault
        try:
            with self._lock:
                return self._carry_out(asked), fault
        except _Refused as refused:
            return refused.answer, fault

    def opened(self, used: socket.socket) -> None:
        """A connection was made."""
        with self._lock:
            self._sockets.add(used)

    def closed(self, used: socket.socket) -> None:
        """A connection has ended."""
        with self._lock:
            self._sockets.discard(used)

    def _take(self, path: str, waiting: "list[tuple[str, Any]]") -> Any:
        for index, (ends, what) in enumerate(waiting):
            if path.endswith(ends):
                del waiting[index]
                return what
        return None

    def _carry_out(self, asked: Asked) -> _Answer:
        steps = asked.path.strip("/").split("/")
        if asked.path not in _PUBLIC and asked.headers.get("authorization") != f"Bearer {TOKEN}":
            raise _Refused(401, "terminal_token_invalid")
        if asked.method == "POST":
            return self._once(asked, steps)
        match asked.method, steps[1:]:
            case "GET", ["health"]:
                return _json(200, {"status": "ok", "version": "0.1.0", "database": "ok", "time": NOW})
            case "GET", ["keys"]:
                return _json(200, {"keys": [_KEY]})
            case "GET", ["catalogue"]:
                return self._catalogue(asked)
            case "DELETE", ["sign-ins", "current"]:
                self.sessions.discard(asked.headers.get("citizen-session", ""))
                return _Answer(204)
            case "GET", ["cases", case_id]:
                self._signed_in(asked)
                return _json(200, self.cases[case_id])
            case "GET", [("papers" | "reprints") as of, paper_id, *which]:
                return self._of_paper(asked, of, paper_id, which[0] if which else "")
        raise _Refused(404, "not_found")

    def _of_paper(self, asked: Asked, of: str, paper_id: str, which: str) -> _Answer:
        """A paper's document for its citizen, a reprint's for the terminal, or how far a phone is."""
        if (of, which) == ("papers", "document"):
            self._signed_in(asked)
        if paper_id not in self.papers or (of == "reprints" and paper_id in self.papers_of_citizens):
            raise _Refused(404, "paper_unknown")
        if which == "downloads":
            return _json(200, {"state": self.download_state})
        return _Answer(200, PDF, {"Content-Type": "application/pdf"})

    def _once(self, asked: Asked, steps: list[str]) -> _Answer:
        if asked.key is None or not 8 <= len(asked.key) <= 64:
            raise _Refused(400, "idempotency_key_missing")
        content = json.dumps([asked.path, asked.body], sort_keys=True)
        if asked.key in self._replies:
            before, answer = self._replies[asked.key]
            if before != content:
                raise _Refused(422, "idempotency_key_reused")
            return _Answer(answer.status, answer.body, answer.headers | {"Idempotency-Replayed": "true"})
        doing = {
            ("sign-ins",): self._sign_in,
            ("cases",): self._open_case,
            ("cases", "papers"): self._issue,
            ("cases", "print-reports"): self._report,
            ("papers", "reprints"): self._reprint,
            ("papers", "downloads"): self._offer_download,
            ("cases", "rating"): self._rate,
        }
        what: Callable[[Asked, str], _Answer] | None = doing.get((steps[1], *steps[3:]))
        if what is None:
            raise _Refused(404, "not_found")
        answer = what(asked, steps[2] if len(steps) > 2 else "")
        self._replies[asked.key] = (content, answer)
        return answer

    def _signed_in(self, asked: Asked) -> None:
        if asked.headers.get("citizen-session", "") not in self.sessions:
            raise _Refused(401, "citizen_session_invalid", actor="citizen")

    def _catalogue(self, asked: Asked) -> _Answer:
        etag = f'"{self.catalogue_version}"'
        if asked.headers.get("if-none-match") == etag:
            return _Answer(304, headers={"ETag": etag})
        body = {"version": self.catalogue_version, "themes": [_THEME], "items": [_ITEM]}
        answer = _json(200, body)
        return _Answer(200, answer.body, answer.headers | {"ETag": etag})

    def _sign_in(self, asked: Asked, _: str) -> _Answer:
        body = asked.body
        if body["method"] == "card_and_face" and body["card"]["number"] != KNOWN_NUMBER:
            raise _Refused(404, "citizen_unknown", actor="staff")
        if body["method"] == "identity_code" and body["code"] != CODE:
            raise _Refused(422, "identity_code_unknown", actor="citizen")
        session = f"session-{uuid4()}"
        self.sessions.add(session)
        citizen = {
            "masked_name": "张*",
            "masked_number": "430***********0014",
            "assurance": "high" if body["method"] == "card_and_face" else "substantial",
        }
        return _json(201, {"citizen_session": session, "expires_at": NOW, "citizen": citizen})

    def _open_case(self, asked: Asked, _: str) -> _Answer:
        self._signed_in(asked)
        if self.registry_down:
            raise _Refused(503, "registry_unavailable", actor="nobody", retry=True)
        if asked.body["item_version"] != 1:
            raise _Refused(409, "item_version_changed", actor="citizen")
        case_id = str(uuid4())
        self.cases[case_id] = {
            "case_id": case_id,
            "case_number": "99990120261123000017",
            "receipt_code": "HK1:RECEIPT",
            "verifier": "AB12CD",
            "state": "accepted",
            "item_id": asked.body["item_id"],
            "result": {
                "kind": "property_listing",
                "as_of": NOW,
                "scope": _TEXT,
                "records": [_RECORD],
                "answers": [_ANSWER],
                "printable": True,
            },
        }
        return _json(201, self.cases[case_id])

    def _issue(self, asked: Asked, case_id: str) -> _Answer:
        self._signed_in(asked)
        if case_id not in self.cases:
            raise _Refused(404, "case_unknown")
        if case_id in self.papers.values():
            raise _Refused(409, "original_already_issued", actor="staff")
        return self._give_paper(case_id, copy=1)

    def _reprint(self, asked: Asked, paper_id: str) -> _Answer:
        if paper_id not in self.papers:
            raise _Refused(404, "paper_unknown")
        if paper_id in self.superseded:
            raise _Refused(409, "case_state_conflict", actor="staff")
        settled = {report["outcome"] for report in self.reports if report["paper_id"] == paper_id}
        if asked.body["reason"] not in settled:
            raise _Refused(409, "print_not_settled", actor="staff")
        self.superseded.append(paper_id)
        return self._give_paper(self.papers[paper_id], copy=1 + len(self.superseded))

    def _offer_download(self, asked: Asked, paper_id: str) -> _Answer:
        self._signed_in(asked)
        if paper_id not in self.papers:
            raise _Refused(404, "paper_unknown")
        url = f"{self.base_url}/m/d/{uuid4().hex}"
        return _json(201, {"download_id": str(uuid4()), "url": url, "expires_at": NOW, "good_for_s": 300})

    def _give_paper(self, case_id: str, *, copy: int) -> _Answer:
        paper_id = str(uuid4())
        self.papers[paper_id] = case_id
        if copy == 1:
            self.papers_of_citizens.add(paper_id)
        return _json(
            201,
            {
                "paper_id": paper_id,
                "paper_number": "YJ2026000017",
                "copy_number": copy,
                "issued_at": NOW,
                "pages": 1,
                "sha256": hashlib.sha256(PDF).hexdigest(),
                "size_bytes": len(PDF),
                "code": "HK1:ABC",
                "title": {"zh": "无房证明"},
            },
        )

    def _report(self, asked: Asked, case_id: str) -> _Answer:
        if self.papers.get(asked.body["paper_id"]) != case_id:
            raise _Refused(404, "paper_unknown")
        self.reports.append(asked.body)
        return _json(201, {})

    def _rate(self, asked: Asked, case_id: str) -> _Answer:
        if case_id not in self.cases:
            raise _Refused(404, "case_unknown")
        if case_id in self.ratings:
            raise _Refused(409, "already_rated", actor="nobody")
        self.ratings[case_id] = asked.body["level"]
        return _json(201, {})


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with connections that stay open, as waitress keeps them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    double: ClassVar[HallDouble]

    def setup(self) -> None:
        super().setup()
        self.double.opened(self.connection)

    def finish(self) -> None:
        self.double.closed(self.connection)
        with suppress(OSError):
            super().finish()

    def handle(self) -> None:
        # A client that is cut, or cuts, is part of the tests.
        with suppress(OSError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        raw = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(raw) if raw else None
        asked = Asked(self.command, self.path, headers.get("idempotency-key"), body, headers)
        answer, fault = self.double.answer(asked)
        content = answer.body
        match fault:
            case Fault.LOST_REPLY:
                self.close_connection = True
                return
            case Fault.HELD:
                self.double.held.set()
                self.double.released.wait(timeout=30)
            case Fault.OTHER_BYTES:
                content = bytes([content[0] ^ 1]) + content[1:]
            case Fault.SHORT_BYTES:
                content = content[:-10]
            case Fault.LONG_BYTES:
                content *= 100
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if fault is Fault.HALF_REPLY:
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the base class looks for these names


_FAULTY = {
    Fault.SERVER_ERROR: _Answer(500, b"<h1>Internal Server Error</h1>", {"Content-Type": "text/html"}),
    Fault.UNAVAILABLE: _problem(503, "database_busy", actor="nobody", retry=True),
    Fault.WRONG_JSON: _json(200, {"unexpected": True}),
    Fault.NOT_JSON: _Answer(200, b"<html>", {"Content-Type": "text/html"}),
    Fault.REDIRECT: _Answer(302, b"", {"Location": "http://127.0.0.1:9/elsewhere"}),
}
_PUBLIC = ("/v1/health", "/v1/keys", "/v1/revocations")
_KEY = {
    "kid": "2026-1",
    "algorithm": "Ed25519",
    "public_key_b64": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
    "not_before": "2026-01-01T00:00:00+08:00",
    "not_after": "2028-01-01T00:00:00+08:00",
    "status": "active",
}
_THEME = {"theme_id": "housing", "title": _TEXT, "icon": "house", "accent": "#0f9d76", "order": 1}
_RECORD = {
    "unit_number": "999901001001GB00001F00010001",
    "location": "云江市样板区范例路 1 号 2 栋 301",
    "right_type": _TEXT,
    "area_m2": "89.52",
    "registered_on": "2019-06-01",
    "shared": _TEXT,
    "certificate_number": "云（2019）云江市不动产权第 0000001 号",
}
_ANSWER = {
    "check_id": "property-mortgage",
    "title": _TEXT,
    "fields": [{"field_id": "unit_number", **_TEXT}, {"field_id": "mortgaged", **_TEXT}],
    "rows": [["999901001001GB00001F00010001", ""]],
}
_ITEM = {
    "item_id": "no-house-proof",
    "code": "11430000MB1A000014W10000000000A",
    "version": 1,
    "title": {"zh": "无房证明", "en": "No-house proof"},
    "summary": _TEXT,
    "theme_id": "housing",
    "department": _TEXT,
    "aliases": ["不动产登记信息查询证明"],
    "pinyin": "wu fang zheng ming",
    "initials": "wfzm",
    "alias_pinyin": [{"pinyin": "bu dong chan deng ji xin xi cha xun zheng ming", "initials": "bdcdjxxcxzm"}],
    "kind": "property_proof",
    "needs": ["any_sign_in"],
    "papers": ["a4", "receipt"],
    "fee_fen": 0,
    "time_limit": _TEXT,
    "who": _TEXT,
    "bring": _TEXT,
    "legal_basis": [{"zh": "不动产登记资料查询暂行办法"}],
    "lookups": [
        {"registry": "property", "title": _TEXT, "fields": [_TEXT], "purpose": _TEXT, "legal_basis": {"zh": "示例"}}
    ],
    "available_here": True,
    "elsewhere": {"zh": "", "en": ""},
    "assurance": "substantial",
}
