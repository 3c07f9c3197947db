import pytest

from argusai.kit.addresses import allowed, read_ip


@pytest.mark.covers("F31", "F32")
@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "169.254.0.1", "2852039166", "0251.0376.1", "0xa9fea9fe", "100.100.100.200"),
        *("fe80::1", "[fe80::1%25eth0]", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::"),
        *("::a9fe:a9fe", "fd00:ec2::254", "::", "0", "255.255.255.255", "224.0.0.1", "ff02::1"),
        *("metadata.google.internal", "METADATA."),
    ],
)
def test_some_hosts_are_never_asked(host: str) -> None:
    assert not allowed(host, loopback=True, private=True)


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "::1", "[::1]", "localhost", "x.LocalHost.", "::ffff:127.0.0.1"]
)
def test_this_machine_only_where_allowed(host: str) -> None:
    assert allowed(host, loopback=True, private=False)
    assert not allowed(host, loopback=False, private=True)


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "192.168.1.20", "172.16.0.1", "fd00::1", "100.64.0.1", "fec0::1", "64:ff9b:1::a00:1"],
)
def test_private_networks_only_where_allowed(host: str) -> None:
    assert allowed(host, loopback=False, private=True)
    assert not allowed(host, loopback=True, private=False)


@pytest.mark.parametrize("host", ["1.1.1.1", "2606:4700::1111", "camera.example", "yard"])
def test_other_hosts_are_fine(host: str) -> None:
    assert allowed(host, loopback=False, private=False)


@pytest.mark.parametrize("name", ["yard", "1.2.3.4.5", "0x", "10.0.0.1 x", "9a", ""])
def test_a_name_is_no_address(name: str) -> None:
    assert read_ip(name) is None
