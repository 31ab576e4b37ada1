"""The API: every domain's router under /v1, one way to authenticate, one way to fail."""

from typing import Final

from ninja import NinjaAPI

from hall import VERSION
from hall.applications.api import router as applications
from hall.attachments.api import router as attachments
from hall.cases.api import router as cases
from hall.catalogue.api import router as catalogue
from hall.http.rendering import ContractRenderer
from hall.identity.api import router as sign_ins
from hall.joint.api import router as joint
from hall.papers.api import router as papers
from hall.problems.handlers import install_handlers
from hall.project.health import router as health
from hall.ratings.api import router as ratings
from hall.terminals.authentication import TerminalToken

api: Final = NinjaAPI(
    title="Hall",
    version=VERSION,
    description=(
        "What a terminal asks of its service hall. Bodies are JSON in UTF-8, but for attachments; times are RFC 3339 "
        "with an offset; errors are RFC 9457 problem documents. Every POST needs an Idempotency-Key. No address holds "
        "anything that identifies a person."
    ),
    urls_namespace="v1",
    docs_url=None,
    openapi_url=None,
    auth=TerminalToken(),
    renderer=ContractRenderer(),
)
install_handlers(api)
for router in (health, catalogue, sign_ins, cases, applications, joint, attachments, papers, ratings):
    api.add_router("", router)
