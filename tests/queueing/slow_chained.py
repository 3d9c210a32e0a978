"""Loss, networks, holding, overload: the rows of README.md as thoroughly as they stand there."""
import estimate
import suite

suite.compare(estimate.Table("Loss, networks, holding, overload"), suite.chained, "thorough").finish()
