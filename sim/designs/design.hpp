// A design of experiments over what is uncertain in a plan: the points at which it is to be run, and the problem that they
// belong to, in the form of SALib (J. Herman, W. Usher, Journal of Open Source Software 2 (2017)).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "designs/columns.hpp"

namespace doorstroom {

struct DesignWishes {
    enum class Method : std::uint8_t { saltelli, morris, lhs, sobol, full };
    Method method = Method::saltelli;
    std::uint32_t size = 0;           // base points, trajectories, rows; of a full factorial the levels of each parameter
    bool second_order = false;        // saltelli
    std::uint32_t levels = 4;         // morris
    std::uint64_t seed = 1;
    std::vector<std::string> parameters{};  // paths; none: all
};

inline constexpr const char* method_names[] = {"saltelli", "morris", "lhs", "sobol", "full"};

struct SampledDesign {
    DesignColumns columns;
    Matrix numbers;  // a row a point, in the terms of the columns
};

// Throws DesignFault.
SampledDesign make_design(const Plan& plan, const DesignWishes& wishes);

// problem.json: SALib's keys, and under `sample` how the design was made.
std::string problem_text(const SampledDesign& design, const DesignWishes& wishes, const std::string& scenario, const std::string& digest);

}  // namespace doorstroom
