"""Alembic's entry: one connection is handed in by `kit.migrate`, so there is no second place that knows the URL."""

from importlib import import_module
from pkgutil import walk_packages

from alembic import context

import argusai
from argusai.kit.db import Base

for module in walk_packages(argusai.__path__, "argusai."):
    if module.name.endswith(".models"):
        import_module(module.name)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
