"""The administration site under the product's own rules."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "jpa.accounts.admin_site.JpaAdminSite"
