"""BIP-340 signatures, the only place that calls the curve library.

The library is imported inside the functions: everything else in this package works without it.
"""


def verify(key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) over `digest` (32) is by x-only `key` (32). False for malformed bytes."""
    from coincurve import PublicKeyXOnly

    # The library reads 32 bytes behind the pointer it is given, so lengths are checked here.
    if len(key) != 32 or len(digest) != 32 or len(signature) != 64:
        return False
    try:
        return PublicKeyXOnly(bytes(key)).verify(bytes(signature), bytes(digest))
    except ValueError:
        return False


def sign(secret: bytes, digest: bytes) -> bytes:
    """The 64-byte signature over a 32-byte digest, without auxiliary randomness: the same every time.

    Raises ValueError for a secret that is not 32 bytes or not a valid scalar.
    """
    from coincurve import PrivateKey

    _require_secret(secret)
    # None (not the declared empty default) is the library's spelling of "no auxiliary randomness".
    return PrivateKey(secret).sign_schnorr(digest, None)  # pyright: ignore[reportArgumentType]


def public_key(secret: bytes) -> bytes:
    """The x-only public key (32 bytes) of a 32-byte secret. Raises ValueError as `sign` does."""
    from coincurve import PublicKeyXOnly

    _require_secret(secret)
    return PublicKeyXOnly.from_secret(secret).format()


def _require_secret(secret: bytes) -> None:
    if len(secret) != 32:
        raise ValueError("a secret key has 32 bytes")
