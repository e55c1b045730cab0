"""The administration site: who may open it is a right of the role."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from jpa.accounts.rules import may_use_admin


class JpaAdminSite(AdminSite):
    site_header = "JPA Results administration"
    site_title = "JPA Results"
    index_title = "Reference tables, periods and records"

    def has_permission(self, request: HttpRequest) -> bool:
        return may_use_admin(request.user)
