"""The trail: append-only events, one for each thing done."""

from django.db import models


class Event(models.Model):
    """Who did what to which record, when, through which channel, and what changed.

    There is no foreign key to what it describes: an event never blocks a change and survives it.
    `before` and `after` hold the changed fields only.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=400)  # a name and an e-mail address
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    reference = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    channel = models.CharField(max_length=10)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            # The history panel of one record reads its events in order.
            models.Index(fields=["object_type", "object_id", "id"], name="event_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.reference or self.object_id}"
