"""Why an exchange could not be asked, as one error that holds no personal data.

RegistryDown
+-- ExchangeDown    with an `ExchangeFault`
"""

from enum import Enum

from hall.registries.ports import RegistryDown, RegistryName


class ExchangeFault(Enum):
    """What went wrong. The value goes to the log."""

    NOT_CONNECTED = "not_connected"
    """The exchange file names no address for this registry: nothing else answers in its place."""
    CROWDED = "crowded"
    """As many calls as the file allows were under way, and none ended within a second; this one was not sent."""
    UNREACHABLE = "unreachable"
    """No connection was made, twice."""
    TLS = "tls"
    """The other side is not who it should be."""
    TIMED_OUT = "timed_out"
    CONNECTION_LOST = "connection_lost"
    """Cut before the whole answer was there."""
    NOT_ADMITTED = "not_admitted"
    """401 or 403: the token is wrong, or does not cover this question."""
    REFUSED = "refused"
    """Any other 3xx or 4xx: an address or a question that the exchange does not know. Never 'nothing found'."""
    BUSY = "busy"
    """429 or 503."""
    FAILED = "failed"
    """Any other 5xx."""
    TOO_LONG = "too_long"
    BROKEN_ANSWER = "broken_answer"
    """200, but not what docs/registries.md says an answer is."""


class ExchangeDown(RegistryDown):
    """The exchange did not answer, or not in a way that can be used.

    Attributes:
        registry: which was asked.
        fault: why.
        request_id: the id by which the exchange's log knows the call.
    """

    def __init__(self, registry: RegistryName, fault: ExchangeFault, request_id: str) -> None:
        """Keep the facts."""
        self.registry = registry
        self.fault = fault
        self.request_id = request_id
        super().__init__(f"{registry.value}: {fault.value} (request {request_id})")
