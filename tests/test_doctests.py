"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import pipelines

MODULES = [
    found.name
    for found in pkgutil.walk_packages(pipelines.__path__, "pipelines.")
    if ">>>" in (importlib.util.find_spec(found.name).loader.get_source(found.name) or "")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
