// A plan run as an ensemble: one engine a thread, and the measures made of others filled in.
#pragma once

#include "doorstroom/series.hpp"
#include "report/derived.hpp"
#include "run/ensemble.hpp"

namespace doorstroom {

// Hands on complete Observations: base series from the engine, derived ones filled in.
Ended simulate(const Plan& plan, const DerivedMeasures& derived, const EnsembleOptions& options, const TakeObservations& take,
               const IsStopping& is_stopping);

}  // namespace doorstroom
