"""What the pages show, made ready from figures and records. Pure: no queries, the clock is passed in."""
