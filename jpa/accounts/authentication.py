"""How a program proves whose rights it uses: a bearer token, never a cookie."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from jpa.accounts.actions import digest
from jpa.accounts.models import ApiToken


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer jpa_…`. Unknown, expired, revoked and suspended all answer alike."""

    keyword = "Bearer"

    def authenticate(self, request: Any) -> tuple[Any, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword.lower().encode():
            return None
        if len(parts) != 2:
            raise AuthenticationFailed("Send the header Authorization: Bearer TOKEN.")
        try:
            stored = (
                ApiToken.objects.usable()
                .select_related("user__country")
                .get(digest=digest(parts[1].decode("ascii", "replace")))
            )
        except ApiToken.DoesNotExist:
            raise AuthenticationFailed("This token is not valid.") from None
        return stored.user, stored

    def authenticate_header(self, request: Any) -> str:
        return self.keyword


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document tells it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A personal API token, beginning with jpa_."}
