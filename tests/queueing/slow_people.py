"""Stays, stocks, tiers, openings: the rows of README.md as thoroughly as they stand there."""
import estimate
import suite

suite.compare(estimate.Table("Stays, stocks, tiers, openings"), suite.people, "thorough").finish()
