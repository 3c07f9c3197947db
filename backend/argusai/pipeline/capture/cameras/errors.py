"""What goes wrong with cameras, as far as kit.errors has no word for it."""


class ProbeFailed(Exception):
    """A camera that was tried out gave no picture. `slug`: one of those in `schemas.CameraTestOut`. `detail`: a
    sentence that says what to do, without secrets. `certificate`: SHA-256 of the one that was shown and is not
    trusted, for the slug `certificate`."""

    def __init__(self, slug: str, detail: str, certificate: str = "") -> None:
        super().__init__(detail)
        self.slug = slug
        self.detail = detail
        self.certificate = certificate
