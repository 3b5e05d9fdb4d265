"""The guards of the test suite itself: they must be able to fail."""

from __future__ import annotations

import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.machine import data_folder


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("::1", 9)])
def test_a_connection_to_any_internet_address_is_refused(address: tuple[str, int], no_network: list[str]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as caller, pytest.raises(PermissionError):
        caller.connect(address)
    assert no_network
    no_network.clear()


def test_looking_up_a_name_is_refused(no_network: list[str]) -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.org", 443)
    assert no_network
    no_network.clear()


def test_each_test_has_an_empty_data_folder(own_data_folder: object) -> None:
    assert data_folder() == own_data_folder
    assert not list(data_folder().iterdir())


@given(number=st.integers())
def test_a_generated_test_has_a_data_folder_too(number: int) -> None:
    assert os.environ["BOUWSTEEN_DATA"], number
