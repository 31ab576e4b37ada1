"""What the citizen has come for: by theme, or as they type."""

from dataclasses import replace

from kiosk.domain.catalogue import Item
from kiosk.domain.search import search
from kiosk.flow.effects import EndHallSession
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import ForWhomOpened, ItemOpened, SearchOpened, SearchTyped, ThemeOpened

_ITEM_PAGES = (StateName.EXPLAIN, StateName.ELSEWHERE)


def _open_theme(state: State, event: ThemeOpened) -> Move:
    known = any(theme.theme_id == event.theme_id for theme in state.catalogue.themes)
    return Move(state.with_session(theme_id=event.theme_id), StateName.THEME) if known else Move(state)


def _open_item(state: State, event: ItemOpened) -> Move:
    item = state.catalogue.item(event.item_id)
    if item is None:
        return Move(state)
    return Move(state.with_session(item=item, came_from=state.name), _page_of(item))


def _page_of(item: Item) -> StateName:
    return StateName.EXPLAIN if item.available_here else StateName.ELSEWHERE


def _type(state: State, event: SearchTyped) -> Move:
    return Move(state.with_session(query=event.text, hits=search(state.catalogue, event.text)))


def _fresh(state: State) -> Move:
    """Home begins anew: the last case's results are not carried into the next."""
    return Move(state.with_session(item=None, case=None, paper=None, print_stage=None, paper_printed=None))


def goodbye_to_hall(state: State) -> tuple[EndHallSession, ...]:
    """Return what ends the citizen's session at the hall, where there is one."""
    citizen = state.session.citizen if state.session else None
    return (EndHallSession(citizen),) if citizen else ()


STATES = (
    StateSpec(
        StateName.HOME,
        Page.HOME,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        enter=_fresh,
        rules=(
            On(ThemeOpened, to=(StateName.THEME,), do=_open_theme),
            On(
                SearchOpened,
                to=(StateName.SEARCH,),
                do=lambda state, _: Move(state.with_session(query="", hits=()), StateName.SEARCH),
            ),
            On(ItemOpened, to=_ITEM_PAGES, do=_open_item),
            On(ForWhomOpened, to=(StateName.FINDING_REPRESENTED,)),
        ),
    ),
    StateSpec(
        StateName.THEME,
        Page.THEME,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.HOME,
        rules=(On(ItemOpened, to=_ITEM_PAGES, do=_open_item),),
    ),
    StateSpec(
        StateName.SEARCH,
        Page.SEARCH,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.HOME,
        rules=(
            On(SearchTyped, do=_type),
            On(ItemOpened, to=_ITEM_PAGES, do=_open_item),
        ),
    ),
)


def back_to_list(state: State) -> Move:
    """Return to the list an item was opened from; what was typed there still stands."""
    return Move(replace(state, notice=None), state.here.came_from)
