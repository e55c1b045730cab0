"""What the tests must have run: every line and branch of the domain files, and 95 % of everything.

Reads the data that `make test` has gathered on both databases.
"""

import json
import sys
import tempfile
from pathlib import Path, PurePath

from coverage import Coverage

BASE = Path(__file__).resolve().parent.parent
FILE = BASE / ".coverage"
OVERALL = 95
# The rooms in which the rules of the domain live.
DOMAIN = {"rules", "actions", "queries", "figures", "facts", "trends", "counting", "policy", "workflow"}


def is_domain(path: str) -> bool:
    """Whether this is `rules.py`, or a module of a folder such as `actions/`."""
    return PurePath(path).stem in DOMAIN or PurePath(path).parent.name in DOMAIN


def _report() -> dict:
    coverage = Coverage(config_file=str(BASE / "pyproject.toml"), data_file=str(FILE))
    coverage.load()
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        coverage.json_report(outfile=out.name)
        return json.loads(Path(out.name).read_text())


def main() -> int:
    if not FILE.exists():
        print("No coverage was gathered: run `make test`.")
        return 1
    report = _report()
    overall = report["totals"]["percent_covered"]
    faults = []
    for path, measured in sorted(report["files"].items()):
        lines, branches = measured["missing_lines"], measured["missing_branches"]
        if is_domain(path) and (lines or branches):
            faults.append(f"{path}: lines never run {lines}, branches never taken {branches}")
        elif overall < OVERALL and lines:
            print(f"{path}: lines never run {lines}")
    print(f"{overall:.1f} % of lines and branches were run ({OVERALL} % are asked for).")
    for fault in faults:
        print(fault)
    if faults:
        print("Rules, actions, queries and figures are tested to the last branch: write the tests that are missing.")
    return 1 if faults or overall < OVERALL else 0


if __name__ == "__main__":
    sys.exit(main())
