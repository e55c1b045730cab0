"""The demo world: one invented period with fourteen countries, built through the actions. Data: data/demo/*.json."""

# Known to everyone: demo accounts exist only where DEMO is on.
DEMO_PASSWORD = "demo-only-password"  # noqa: S105 -- no secret

# The five to show people: e-mail address and role in words.
DEMO_LOGINS = (
    ("focal.th@demo.example", "focal point, Thailand"),
    ("approver.th@demo.example", "approver, Thailand"),
    ("cochair.nz@demo.example", "co-chair, New Zealand"),
    ("observer.iom@demo.example", "observer, IOM"),
    ("admin@demo.example", "administrator"),
)
# Two more that can sign in; all other invented people have no password.
MORE_LOGINS = (
    ("focal.au@demo.example", "focal point, Australia"),
    ("auditor@demo.example", "auditor"),
)
