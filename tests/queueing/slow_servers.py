"""Queues before servers: the rows of README.md as thoroughly as they stand there."""
import estimate
import suite

suite.compare(estimate.Table("Queues before servers"), suite.servers, "thorough").finish()
