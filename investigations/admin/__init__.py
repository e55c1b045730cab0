from investigations.admin.cases import InvestigationAdmin, PartnerAdmin
from investigations.admin.records import ActivityAdmin, ResultAdmin, TrendAdmin

__all__ = ["ActivityAdmin", "InvestigationAdmin", "PartnerAdmin", "ResultAdmin", "TrendAdmin"]
