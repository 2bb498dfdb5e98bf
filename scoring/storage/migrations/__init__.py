"""The steps that bring a database up to date; `pingyi serve` takes them by itself."""
