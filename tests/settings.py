"""The settings of the tests: the product's own, with a fast password hash and N+1 detection."""

import os

os.environ.update(DEBUG="off", DEMO="off", HTTPS="off", SECRET_KEY="only-for-tests")

from jpa.settings import *  # noqa: E402, F403 -- tests change a few of the product's settings and keep the rest
from jpa.settings import INSTALLED_APPS, MIDDLEWARE  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # live servers find static files without collectstatic
WHITENOISE_AUTOREFRESH = True

# A page or endpoint that asks the same query for each row fails its test.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Ending a session reads it once to know it and once to delete it.
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
