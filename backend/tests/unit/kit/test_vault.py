import base64

import pytest
from cryptography.fernet import Fernet

from argusai.kit.errors import StartError
from argusai.kit.vault import SealBroken, Vault


def key() -> str:
    return Fernet.generate_key().decode()


@pytest.mark.covers("F4")
def test_the_first_key_encrypts_and_all_decrypt() -> None:
    old, new = key(), key()
    sealed_before = Vault(old).seal("p@ss:w/rd")
    both = Vault(f"{new}, {old}")
    assert both.open(sealed_before) == "p@ss:w/rd"
    assert Vault(new).open(both.seal("fresh")) == "fresh"
    assert Vault(new).open(both.reseal(sealed_before)) == "p@ss:w/rd"


@pytest.mark.covers("F4")
def test_a_secret_of_another_key_is_not_opened() -> None:
    sealed = Vault(key()).seal("secret")
    with pytest.raises(SealBroken):
        Vault(key()).open(sealed)
    with pytest.raises(SealBroken):
        Vault(key()).reseal(sealed)


_ONE, _OTHER = (
    base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"a", b"b")
)  # all workers name tests alike
_RUN_TOGETHER = [f"{_ONE};{_OTHER}", f"{_ONE} {_OTHER}", f"{_ONE}\n{_OTHER}", f"{_ONE}rest", f"{_ONE[:9]}!{_ONE[9:]}"]


@pytest.mark.covers("F4")
@pytest.mark.parametrize("keys", ["", " , ", "hunter2hunter2", "0" * 44, "ä" * 44, *_RUN_TOGETHER])
def test_a_wrong_key_refuses_to_start_and_never_shows_itself(keys: str) -> None:
    with pytest.raises(StartError) as refused:
        Vault(keys)
    assert "generate_key" in str(refused.value)
    assert not keys.strip(" ,") or keys not in str(refused.value)


@pytest.mark.covers("F4")
def test_the_faulty_one_of_several_keys_is_named_by_its_place() -> None:
    with pytest.raises(StartError, match="Key 2 of 2"):
        Vault(f"{key()},broken")
