"""What is done: one module a noun. Called through their module, as in `results.record(...)`."""
