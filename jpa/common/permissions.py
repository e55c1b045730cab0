"""The gate as DRF asks it. Apart from `jpa.common.api`, which DRF's own views would import in a circle."""

from typing import Any

from rest_framework.permissions import BasePermission

from jpa.common.gate import permits


class Allowed(BasePermission):
    """DRF's permission that asks the gate. A view without `allow` refuses everything."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if request.method.lower() not in view.http_method_names:
            return request.user.is_authenticated  # DRF answers 405
        return permits(getattr(view, "allow", {}), getattr(view, "action", "read"), request.user)
