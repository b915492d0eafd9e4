"""What is sealed opens with the keys of the installation alone, whichever release sealed it."""

from __future__ import annotations

import os

import pytest
from cryptography.fernet import Fernet, InvalidToken

from ..crypto import MARK, decrypt, decrypt_bytes, encrypt, encrypt_bytes

WORDS = "Chấn thương sọ não, 001085012345"


def test_what_was_sealed_opens_and_is_never_twice_the_same() -> None:
    tokens = {encrypt(WORDS) for _ in range(50)}
    assert len(tokens) == 50
    assert {decrypt(token) for token in tokens} == {WORDS}
    assert not any("001085012345" in token for token in tokens)
    assert decrypt_bytes(encrypt_bytes(b"PK\x03\x04" * 1000)) == b"PK\x03\x04" * 1000


def test_tokens_of_the_first_release_still_open(settings) -> None:
    token = Fernet(settings.ATVSLD_FIELD_KEYS[0]).encrypt(WORDS.encode())
    assert decrypt(token.decode()) == WORDS
    assert decrypt_bytes(token).decode() == WORDS


def test_an_older_key_opens_and_the_new_one_seals(settings) -> None:
    old = settings.ATVSLD_FIELD_KEYS[0]
    token, new = encrypt(WORDS), Fernet.generate_key().decode()
    settings.ATVSLD_FIELD_KEYS = (new, old)
    assert decrypt(token) == WORDS
    later = encrypt(WORDS)
    settings.ATVSLD_FIELD_KEYS = (old,)
    with pytest.raises(InvalidToken):
        decrypt(later)


@pytest.mark.parametrize("spoil", [lambda t: t[:-4] + "AAAA", lambda t: t[:20], lambda t: "2.", lambda t: "gAAAA" + t])
def test_a_token_that_was_touched_does_not_open(spoil) -> None:
    with pytest.raises(InvalidToken):
        decrypt(spoil(encrypt(WORDS)))


def test_bytes_that_were_touched_do_not_open() -> None:
    sealed = bytearray(encrypt_bytes(b"content"))
    sealed[-1] ^= 1
    with pytest.raises(InvalidToken):
        decrypt_bytes(bytes(sealed))


def test_a_forked_process_uses_nonces_of_its_own() -> None:
    encrypt(WORDS)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, encrypt(WORDS)[: len(MARK) + 16].encode())
        os._exit(0)
    os.waitpid(child, 0)
    theirs = os.read(reading, 100).decode()
    ours = {encrypt(WORDS)[: len(MARK) + 16] for _ in range(1000)}
    assert len(ours) == 1000
    assert theirs not in ours
