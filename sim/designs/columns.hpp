// The columns of a design: uncertain draws of a plan, what each is drawn from, and which belong together.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "designs/cube.hpp"
#include "doorstroom/uncertain.hpp"
#include "world/uncertain_law.hpp"

namespace doorstroom {

// What was asked for cannot be made of this scenario, or not by this method.
class DesignFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct DesignColumn {
    UncertainDraw draw;
    UncertainLaw law;
    std::size_t group = 0;
    // As SALib knows the law; where it has no name for it the numbers are shares of the law, which are uniform.
    std::string dist;
    std::vector<double> bounds;
    bool of_shares = false;

    std::string name() const { return of_shares ? "quantile:" + draw.name : draw.name; }
    double number(double share) const { return of_shares ? share : law.at(share); }
};

class DesignColumns {
public:
    // Of the uncertain numbers at these paths, or of all. Throws DesignFault.
    DesignColumns(const Plan& plan, const std::vector<std::string>& paths);

    const std::vector<DesignColumn>& all() const { return columns_; }
    const std::vector<std::string>& groups() const { return groups_; }        // the path of the first of each
    bool are_groups_columns() const { return groups_.size() == columns_.size(); }
    bool any_correlated() const;
    const std::vector<std::string>& left_out() const { return left_out_; }    // paths of what is always the same number
    Axes axes() const;                                                        // of the cube in which the points are placed
    // A single group of several columns is no group: nothing else could be held against it, and SALib takes it apart.
    void take_single_group_apart();

    // Turns points of the cube, whose axes are independent, into shares of the laws, correlated as the plan says. Those of
    // a Latin hypercube keep their slices: only their order changes (R. L. Iman, W. J. Conover, Communications in
    // Statistics - Simulation and Computation 11, 1982).
    enum class Keep : std::uint8_t { order, slices };
    void correlate(Matrix& points, Keep keep) const;

private:
    const Plan& plan_;
    std::vector<DesignColumn> columns_;
    std::vector<std::string> groups_, left_out_;

    std::vector<FactorId> factors_asked_for(const std::vector<std::string>& paths) const;
    void put_into_groups();
};

}  // namespace doorstroom
