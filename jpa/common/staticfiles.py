"""Static files with hashed names, compressed once and cached for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Without `collectstatic` (tests, development) plain names are served instead of failing."""

    manifest_strict = False
