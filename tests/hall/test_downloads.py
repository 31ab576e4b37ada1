"""A paper offered to a phone: looking uses nothing up, one phone gets it, and every other answer says why."""

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from hall.audit.models import AuditRow
from hall.papers.models import Paper, PaperDownload, PaperKind
from hall.papers.showing import paper_given
from hall.papers.withdrawing import revoke_paper
from hall.serving.retention import forget_the_past
from tests.hall.test_papers import _case
from tests.support.hall import WITH_TWO_HOUSES, new_key
from tests.support.hall_terminal import Terminal


def _paper(terminal: Terminal, citizen: str) -> dict[str, Any]:
    """A paper of a case of theirs. What is in it does not matter here, so nothing is drawn."""
    document = b"%PDF-1.7 synthetic\n%%EOF\n"
    paper = Paper.objects.create(
        case_id=_case(terminal, citizen),
        paper_number=f"99990020260000000{Paper.objects.count()}",
        copy_number=1,
        kind=PaperKind.NO_HOUSE_PROOF,
        title_zh="不动产登记信息查询证明",
        title_en="Proof that no house is registered",
        document=document,
        sha256=hashlib.sha256(document).hexdigest(),
        size_bytes=len(document),
        pages=1,
        issued_at=timezone.now(),
    )
    return paper_given(paper).model_dump(mode="json")


def _offer(terminal: Terminal, citizen: str, paper: dict[str, Any], key: str | None = None) -> dict[str, Any]:
    reply = terminal.post(f"/papers/{paper['paper_id']}/downloads", {}, citizen, key=key)
    assert reply.status_code == 201, reply.content
    return dict(reply.json())


def _state(terminal: Terminal, paper: dict[str, Any], offered: dict[str, Any]) -> str:
    path = f"/papers/{paper['paper_id']}/downloads/{offered['download_id']}"
    return str(terminal.get(path).json()["state"])


class Phone:
    """A phone with cookies of its own, here in-process."""

    def __init__(self, offered: dict[str, Any], **headers: str) -> None:
        self.client = Client(headers=headers)
        self.path = urlsplit(offered["url"]).path

    def look(self) -> Any:
        """Open the page."""
        return self.client.get(self.path)

    def tap(self) -> Any:
        """Press its button."""
        return self.client.post(self.path, "", content_type="application/x-www-form-urlencoded")

    def fetch(self) -> Any:
        """Get the document, as the page after the tap does."""
        return self.client.get(f"{self.path}/document")


@pytest.fixture
def citizen(terminal: Terminal) -> str:
    """A citizen signed in."""
    return terminal.sign_in()


@pytest.fixture
def paper(terminal: Terminal, citizen: str) -> dict[str, Any]:
    """Their paper."""
    return _paper(terminal, citizen)


def test_one_phone_gets_the_document(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """Look, tap, fetch: byte for byte the paper, to be kept nowhere on the way; the terminal sees each step."""
    offered = _offer(terminal, citizen, paper)
    phone = Phone(offered)
    assert _state(terminal, paper, offered) == "waiting"
    assert phone.look().status_code == 200
    assert _state(terminal, paper, offered) == "opened"
    assert phone.tap()["Location"] == phone.path
    assert _state(terminal, paper, offered) == "opened"
    page = phone.look()
    assert f'content="1;url={phone.path}/document"' in page.content.decode()
    document = phone.fetch()
    assert document["Content-Type"] == "application/pdf"
    assert document["Cache-Control"] == "no-store"
    assert document["X-Content-Type-Options"] == "nosniff"
    assert document["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert len(document.content) == paper["size_bytes"]
    assert document.content == terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content
    assert _state(terminal, paper, offered) == "given"
    assert Paper.objects.get().given_to_phone_at is not None
    rows = AuditRow.objects.filter(action__in=("download_offered", "paper_given_to_phone")).order_by("sequence")
    assert list(rows.values_list("action", "outcome")) == [
        ("download_offered", "done"),
        ("paper_given_to_phone", "first"),
    ]


def test_looking_uses_nothing_up(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """A chat program that looks at the address by itself, even at the document's, takes nothing from the citizen."""
    offered = _offer(terminal, citizen, paper)
    preview, phone = Phone(offered), Phone(offered)
    for _ in range(3):
        assert preview.look().status_code == 200
        assert preview.client.head(preview.path).status_code == 200
        assert preview.fetch()["Location"] == preview.path
    phone.look()
    phone.tap()
    assert phone.fetch().status_code == 200


def test_the_same_phone_may_again_and_no_other(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """A double tap and a broken connection cost nothing; another phone learns that it came late, once on record."""
    offered = _offer(terminal, citizen, paper)
    phone, other = Phone(offered), Phone(offered)
    phone.look()
    other.look()
    assert [phone.tap().status_code, phone.tap().status_code] == [302, 302]
    assert [phone.fetch().status_code for _ in range(2)] == [200, 200]
    for reply in (other.tap(), other.look(), other.fetch()):
        assert reply.status_code == 410
        assert "已经保存到一部手机" in reply.content.decode()
    assert Phone(offered).fetch().status_code == 410
    assert AuditRow.objects.filter(action="download_refused").count() == 1
    assert PaperDownload.objects.get().times_given == 2


def test_a_loop_ends(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """One phone gets a document ten times, then is told to look where it keeps it."""
    phone = Phone(_offer(terminal, citizen, paper))
    phone.look()
    phone.tap()
    assert [phone.fetch().status_code for _ in range(11)] == [200] * 10 + [429]
    assert phone.look().status_code == 429


def test_times(terminal: Terminal, citizen: str, paper: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Five minutes to the tap; five more for that phone; then it is over, and what was given stays so."""
    start = timezone.now()
    offered, late = _offer(terminal, citizen, paper), _offer(terminal, citizen, paper)
    assert _state(terminal, paper, offered) == "expired"
    phone = Phone(late)
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=4, seconds=59))
    phone.look()
    phone.tap()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=9, seconds=58))
    assert phone.fetch().status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=10))
    assert (phone.look().status_code, phone.fetch().status_code) == (410, 410)
    assert _state(terminal, paper, late) == "given"
    assert "已过期" in Phone(offered).look().content.decode()


def test_a_code_nobody_opened_ends_with_the_session(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """A picture of the screen is worth nothing once its citizen has gone; an opened page goes on."""
    opened, unopened = _offer(terminal, citizen, paper), _offer(terminal, citizen, _paper(terminal, citizen))
    phone = Phone(opened)
    phone.look()
    assert terminal.delete("/sign-ins/current", citizen).status_code == 204
    assert Phone(unopened).look().status_code == 410
    phone.tap()
    assert phone.fetch().status_code == 200


def test_only_for_the_paper_of_this_citizen_and_terminal(
    terminal: Terminal, citizen: str, paper: dict[str, Any]
) -> None:
    """Another citizen, nobody, and another terminal find nothing to offer or to ask after."""
    from hall.terminals.tokens import admit_terminal

    path = f"/papers/{paper['paper_id']}/downloads"
    offered = _offer(terminal, citizen, paper)
    assert terminal.post(path, {}, terminal.sign_in(WITH_TWO_HOUSES)).json()["code"] == "paper_unknown"
    assert terminal.post(path, {}).status_code == 401
    assert terminal.get(f"{path}/{paper['paper_id']}").json()["code"] == "download_unknown"
    terminal.token = admit_terminal("T-02")
    assert terminal.post(path, {}, terminal.sign_in()).json()["code"] == "paper_unknown"
    assert terminal.get(f"{path}/{offered['download_id']}").json()["code"] == "download_unknown"


def test_asked_once_and_not_too_often(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """The same key gets the same code; six codes in ten minutes are enough; the token is not kept."""
    key = new_key()
    first = _offer(terminal, citizen, paper, key)
    assert _offer(terminal, citizen, paper, key) == first
    for _ in range(5):
        _offer(terminal, citizen, paper)
    reply = terminal.post(f"/papers/{paper['paper_id']}/downloads", {}, citizen)
    assert (reply.status_code, reply.json()["code"]) == (429, "too_many_downloads")
    assert 500 < int(reply["Retry-After"]) <= 600
    token = urlsplit(first["url"]).path.rsplit("/", 1)[1]
    assert len(token) == 32
    assert token not in str([*PaperDownload.objects.values_list("page", "device")])


def test_a_copy_that_no_longer_holds_is_given_to_nobody(
    terminal: Terminal, citizen: str, paper: dict[str, Any]
) -> None:
    """Neither offered anew nor given by a code that was offered before."""
    phone = Phone(_offer(terminal, citizen, paper))
    phone.look()
    revoke_paper(paper["paper_number"], 1, actor="test")
    reply = phone.tap()
    assert reply.status_code == 410
    assert "已失效" in reply.content.decode()
    refused = terminal.post(f"/papers/{paper['paper_id']}/downloads", {}, citizen)
    assert (refused.status_code, refused.json()["code"]) == (409, "paper_no_longer_holds")


@pytest.mark.parametrize(
    ("accepted", "heading"),
    [
        ("", "保存到这部手机"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "保存到这部手机"),
        ("en-GB,en;q=0.9", "Save to this phone"),
        ("fr, en;q=0.6, zh;q=nonsense", "Save to this phone"),
        ("de", "保存到这部手机"),
    ],
)
def test_pages_speak_the_phones_language(
    terminal: Terminal, citizen: str, paper: dict[str, Any], accepted: str, heading: str
) -> None:
    """Chinese unless the browser prefers English (whose title may be missing); in WeChat the way out comes first."""
    offered = _offer(terminal, citizen, paper)
    Paper.objects.update(title_en="")
    page = Phone(offered, **{"Accept-Language": accepted}).look().content.decode()
    assert "不动产登记信息查询证明" in page
    assert heading in page
    assert "···" not in page
    assert "···" in Phone(offered, **{"User-Agent": "MicroMessenger/8.0"}).look().content.decode()


def test_unknown_addresses_look_like_ended_ones(terminal: Terminal, citizen: str, paper: dict[str, Any]) -> None:
    """404 in the same form as 410, and nothing on record for it."""
    _offer(terminal, citizen, paper)
    before = AuditRow.objects.count()
    phone = Phone({"url": "http://testserver/m/d/never-was"})
    for reply in (phone.look(), phone.tap(), phone.fetch()):
        assert reply.status_code == 404
        assert "没有找到文件" in reply.content.decode()
    assert AuditRow.objects.count() == before


def test_downloads_are_forgotten_and_their_having_been_is_not(
    terminal: Terminal, citizen: str, paper: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day later the row is gone; the paper still says that a phone was given it."""
    phone = Phone(_offer(terminal, citizen, paper))
    phone.look()
    phone.tap()
    phone.fetch()
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(days=1, minutes=6))
    forget_the_past()
    assert not PaperDownload.objects.exists()
    assert Paper.objects.get().given_to_phone_at is not None
