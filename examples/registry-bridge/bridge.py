# ruff: noqa: INP001 - a script to be copied, no package
"""A bridge between a hall and registers that can only hand out tables: answers the hall's questions from CSV files.

    python bridge.py --data FOLDER --token-file FILE [--port 8090]

FOLDER/insurance-status.csv answers the question insurance-status: a column ``number`` and one for each field. It
listens on this machine alone, where the hall may ask without TLS. Standard library only: copy it, and put what your
register understands in the place of `Tables`. The contract is docs/registries.md.
"""

import argparse
import csv
import hmac
import json
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

LONGEST_QUESTION_BYTES = 65_536
ADDRESS = "/v1/records/"


class Tables:
    """The register: rows by question and number."""

    def __init__(self, folder: Path) -> None:
        """Read every table of `folder`."""
        self._rows: dict[str, dict[str, list[dict[str, str]]]] = {}
        for file in sorted(folder.glob("*.csv")):
            by_number = self._rows.setdefault(file.stem, {})
            with file.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines):
                    by_number.setdefault(row.pop("number").upper(), []).append(row)

    def knows(self, question: str) -> bool:
        """Say whether there is such a table."""
        return question in self._rows

    def rows(self, question: str, number: str, fields: list[str]) -> list[dict[str, str | None]]:
        """Return the rows about `number`, with these fields and no other."""
        return [{name: row.get(name) for name in fields} for row in self._rows[question].get(number.upper(), [])]


class Bridge(BaseHTTPRequestHandler):
    """One connection of the hall's."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    tables: ClassVar[Tables]
    token: ClassVar[str]

    def do_POST(self) -> None:
        """Answer one question; the log gets its name, the hall's id and a count, never of whom."""
        question = self.path.removeprefix(ADDRESS)
        status, records = self._answer(question)
        body = json.dumps({"records": records}, ensure_ascii=False).encode() if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        asked = question if self.tables.knows(question) else "unknown"
        request_id = "".join(c for c in self.headers.get("X-Request-Id", "")[:64] if c.isalnum() or c == "-")
        print(f"{request_id} {asked} {status} {len(records)} rows", file=sys.stderr, flush=True)

    def _answer(self, question: str) -> tuple[int, list[dict[str, str | None]]]:
        """Return a status, with rows where it is 200. Only 200 says anything about anybody."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_QUESTION_BYTES:
            self.close_connection = True
            return 413, []
        content = self.rfile.read(int(length))
        if not hmac.compare_digest(self.headers.get("Authorization", "").encode(), f"Bearer {self.token}".encode()):
            return 401, []
        if not self.path.startswith(ADDRESS) or not self.tables.knows(question):
            return 404, []
        try:
            body: Any = json.loads(content)
            number, fields = str(body["number"]), [str(name) for name in body["fields"]]
        except (ValueError, KeyError, TypeError):
            return 400, []
        return 200, self.tables.rows(question, number, fields)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing: the line above is the log."""


def main() -> int:
    """Answer until interrupted."""
    parser = argparse.ArgumentParser(description="Answers a hall's questions from CSV files.")
    parser.add_argument("--data", type=Path, required=True, help="folder of QUESTION.csv")
    parser.add_argument("--token-file", type=Path, required=True, help="the token that the hall sends")
    parser.add_argument("--port", type=int, default=8090)
    chosen = parser.parse_args()
    Bridge.tables = Tables(chosen.data)
    Bridge.token = chosen.token_file.read_text(encoding="ascii").strip()
    if not Bridge.token:
        parser.error("the token file is empty")
    server = ThreadingHTTPServer(("127.0.0.1", chosen.port), Bridge)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
